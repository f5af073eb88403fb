"""Small files with something wrong in each, or something that is easily taken for wrong, and all that is said of them.

For what the small atlas has no room for: there a file has many lines, here each line has a file. What is said stands in
`expected/findings/small-*.txt`, under the files as Python writes them; a case more is a line here and `make golden`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.golden.outline import TODAY, Told, titled

import journeybook

KINDS_OF_FILES = (
    ("a.yml", "map:\n  title: A\n  stages: [B]\n"),
    ("a.yml", "Map:\n  title: A\n  stages: [B]\n"),
    ("a.yml", "maps:\n  - {title: A, stages: [B]}\n  - {title: C, stages: [B]}\n"),
    ("a.yml", "maps: [a, b]\n"),
    ("a.yml", "map: text\n"),
    ("a.yml", "map: {foo: 1}\n"),
    ("a.yml", "library: {teams: [{name: A}]}\n"),
    ("a.yml", "stuff: {title: A, stages: [B]}\n"),
    ("a.yml", "map: {title: A, stages: [B]}\nx-a: 1\n"),
    ("a.yml", "{}\n"),
    ("a.yml", ""),
    ("a.yml", "# nothing\n"),
    ("a.yml", "~\n"),
    ("a.yml", "text\n"),
    ("a.yml", "- a\n"),
    ("a.yml", "[]\n"),
    ("a.yml", "- title: A\n- stages: [B]\n"),
    ("a.yml", "- id: a\n  name: B\n"),
    ("a.yml", "- id: a\n  text: B\n"),
    ("a.yml", "- title: B\n  name: B\n"),
    ("a.yml", "name\tfeels\nLook\t1\n"),
    ("a.yml", "lang: en\n"),
    ("settings.yml", "lang: en\n"),
    ("settings.yml", "title: A\nlang: en\nstages: [B]\n"),
    ("Config.yml", "lang: en\n"),
    ("sub/settings.yml", "lang: en\n"),
    ("a.yml", "rules: {}\n"),
    ("sub/atlas.yml", "lang: en\n"),
    ("atlas.yaml", "lang: en\n"),
    ("sub/atlas.yaml", "lang: en\n"),
    ("a.yml", "rules: {}\ntitle: A\n"),
    ("a.yml", "id: shop\nname: The shop\nparent: top\n"),
    ("team.yml", "id: shop\nname: The shop\n"),
    ("personas.old.yml", "id: shop\nname: The shop\n"),
    ("a.yml", "id: shop\nname: The shop\n"),
    ("a.yml", "id: shop\nname: The shop\nx-a: 1\n"),
    ("a.yml", "id: shop\nname: The shop\nstages: [a]\n"),
    ("a.yml", "id: shop\nname: The shop\nteams: [{name: A}]\n"),
    ("a.yml", "id: shop\nsummary: S\n"),
    ("a.yml", "x-a: 1\n"),
    ("a.yml", "foo: 1\nbar: 2\n"),
    ("a.yml", "foo: 1\nbar: 2\nid: a\n"),
    ("a.yml", "title: A\nstages: [B]\npains: [C]\npains: [D]\n"),
    ("a.yml", "title: A\nstages: [B]\npain: C\npain: D\n"),
    ("a.yml", "title: A\nstages: [B]\nsumary: C\nsumary: D\n"),
    ("a.yml", "data: 1\nitems: 2\n"),
    ("a.yml", "data: 1\nitems: 2\ntitle: A\n"),
    ("a.yml", "foo: 1\nbar: 2\nbaz: 3\nphases: [A]\n"),
    ("a.yml", "foo: 1\ngruppen: [A]\nbaz: 3\n"),
    ("a.yml", "foo: 1\ngruppen: [A]\n"),
    ("a.yml", "teams: [{name: A}]\nstages: [B]\n"),
    ("a.yml", "teams: [{name: A}]\ntitle: B\n"),
    ("a.yml", "titel: B\n"),
    ("a.yml", "pains: [B]\n"),
    ("a.yml", "pains: [B]\nsummary: a\n"),
    ("a.yml", "tags: [B]\nteam: [a]\n"),
    ("a.yml", "gruppe: [B]\nfoo: [a]\n"),
    ("a.yml", "touchpoint: [a]\nfoo: 1\n"),
    ("a.yml", "touchpoint: [a]\nfoo: 1\nbar: 2\n"),
    ("a.yml", "teams: [{name: B}]\nnonsense: x\n"),
    ("a.yml", "teams: [{name: B}]\ntouchpoint: x\n"),
    ("a.yml", "title: # My map\nstages: [A]\n"),
    ("a.yml", "title:\nstages: [A]\n"),
    ("a.yml", "title: A\nstages:\n  - # first\n"),
    ("a.yml", "title: A\nsummary: '' # none\nstages: [B]\n"),
    ("a.yml", "title: A\nstages: [A]\n---\ntitle: B\n"),
    ("a.yml", "title: A\n---\nstages: [A]\n"),
    ("a.yml", "title: “A”\n“lang”: de\nstages: [“B”]\n"),
    ("atlas.yml", "audience: public\n"),
    ("atlas.yml", "nonsense: public\n"),
    ("atlas.yml", "atlas: {lang: en}\n"),
    ("atlas.yml", "lang: ''\n"),
    ("atlas.yml", "- a\n"),
    ("atlas.yml", ""),
    ("atlas.yml", "limits: {files: 0}\n"),
)

HEAD = "metric,date,value\n"
ROWS = (
    ("n.csv", ""),
    ("n.csv", "\n\n"),
    ("n.csv", ",,\n"),
    ("n.csv", HEAD),
    ("n.csv", HEAD + ",,\n"),
    ("n.csv", "metric,date,value,,\nage,2026-01-01,1,,\n"),
    ("n.csv", "metric,date,value,,\nage,2026-01-01,1,,note\n"),
    ("n.csv", HEAD + "age,2026-01-01,1,,,,\n"),
    ("n.csv", HEAD + "age,2026-01-01,1,,more\n"),
    ("n.csv", HEAD + "age,2026-01-01\n"),
    ("n.csv", HEAD + "age\n"),
    ("n.csv", HEAD + "value\nage,2026-01-01,1\n"),
    ("n.csv", HEAD + "# a remark\nage,2026-01-01,1\n"),
    ("n.csv", HEAD + "# a remark, with a comma\nage,2026-01-01,1\n"),
    ("n.csv", HEAD + "a remark\nage,2026-01-01,1\n"),
    ("n.csv", HEAD + '"age,2026-01-01,1"\n'),
    ("n.csv", HEAD + "age;2026-01-01;1\n"),
    ("n.csv", HEAD + "age;2026-01-01,1\n"),
    ("n.csv", HEAD + "age\t2026-01-01\t1\n"),
    ("n.csv", HEAD + "age，2026-01-01，1\n"),
    ("n.csv", "metric;date;value\nage；2026-01-01；1\n"),
    ("n.csv", HEAD + "age|2026-01-01|1\n"),
    ("n.csv", "metric;date;value\nage;2026-01-01;1;5\n"),
    ("n.csv", HEAD + "age,2026-01-01,1,5\n"),
    ("n.csv", HEAD + "age,2026-01-01,1\nmetric,date,value\nage,2026-02-01,1\n"),
    ("n.csv", HEAD + "age,2026-01-01,1\nmetric,date,n\nage,2026-02-01,1\n"),
    ("n.csv", HEAD + "age,2026-01-01,1\nmetric,date,other\nage,2026-02-01,1\n"),
    ("n.csv", HEAD + ",2026-01-01,1\n,2026-02-01,1\nage,2026-03-01,1\n,2026-04-01,1\n"),
    ("n.csv", HEAD + "age,,1\nage,,2\n"),
    ("n.csv", HEAD + ",,1\n"),
    ("n.csv", HEAD + ",soon,1\n"),
    ("n.csv", HEAD + "age,2026-01-01,\n"),
    ("n.csv", "metric,date,value,x-note\n,,,a note\nage,2026-01-01,1,b\n"),
    ("n.csv", "Metric,DATE,Value\nage,2026-01-01,1\n"),
    ("n.csv", "Report of 2026\n\nmetric,date,value\nage,2026-01-01,1\n"),
    ("n.csv", "Report,of 2026\nmetric,other\nage,2026-01-01,1\n"),
    ("n.csv", "metric|date|value\nage|2026-01-01|1\n"),
    ("n.csv", "metric，date，value\n"),
    ("n.csv", "metric；date；value\n"),
    ("n.csv", '"metric,date,value"\n'),
    ("n.csv", '"metric;date"\n'),
    ("n.csv", '"metric"\n'),
    ("n.csv", "metric date value\n"),
    ("n.csv", "one\n"),
    ("n.csv", "metric,date,,value\n"),
    ("n.csv", "metric,date,,,value\n"),
    ("n.csv", "metric,date,value,value\n"),
    ("n.csv", "metric,date,value,x-own,x-own\n"),
    ("n.csv", "metric,date,score\n"),
    ("n.csv", "kpi,month,value\n"),
    ("n.csv", "metric,date,value,colour,Größe (cm)\n"),
    ("n.csv", "metric,date,value,branch\n"),
    ("n.csv", "metric,date,value,date (day)\n"),
    ("n.csv", "metric,2026-01,2026-02\n"),
    ("n.csv", "metric,01.02.2026,2026-02\n"),
    ("n.csv", "date,value\n"),
    ("n.csv", "metric,value\n"),
    ("n.csv", "metric,date\n"),
    ("n.csv", "map,stage\n"),
    ("n.csv", "metric,date,value,audience\nage,2026-01-01,1,public\nage,2026-02-01,1,everyone\nage,2026-03-01,1,secret\n"),
    ("n.csv", "metric,date,margin,churn,revenue\nltv,2026-01-01,70 %,3%,50\nltv,2026-02-01,-0.1,0.03,50\nltv,2026-03-01,-1.5,0.03,50\nltv,2026-04-01,1,1,50\n"),
    ("n.csv", "metric,date,margin,churn,revenue\nltv,2026-01-01,0.7,-0.1,50\nltv,2026-02-01,0.7,0.1,-50\n"),
    ("n.csv", "metric,date,entered,completed\nconv,2026-01-01,1000,10 %\nconv,2026-02-01,3.5,1\nconv,2026-03-01,1.000,1\nconv,2026-04-01,3.0,1\nconv,2026-05-01,0,0\n"),
    ("n.csv", "metric,date,value,n\nage,2026-01-01,1.5E+06,3\nage,2026-02-01,1E999,3\nage,2026-03-01,-3,3\nage,2026-04-01,nan,3\n"),
    ("n.csv", HEAD + 'age,2026-01-01,"1,5"\nage,2026-01-02,"12,000"\nage,2026-01-03,"1,234.5"\nage,2026-01-04,1 234\nage,2026-01-05,1.234\nage,2026-01-06,"1,2,3"\n'),
    ("n.csv", "metric;date;value\nage;2026-01-01;1,5\nage;2026-01-02;12.000\nage;2026-01-03;1.234,5\nage;2026-01-04;1 234\nage;2026-01-05;1,234\nage;2026-01-06;1.5\n"),
    ("n.csv", "metric\tdate\tvalue\nage\t2026-01-01\t1,5\nage\t2026-01-02\t12.000\nage\t2026-01-03\t1,234\nage\t2026-01-04\t0.123\n"),
    ("n.csv", "metric;date;entered;completed\nconv;2026-01-01;1.200;300\nconv;2026-01-02;1,200;300\nconv;2026-01-03;1200;0,300\n"),
    ("n.csv", HEAD + "age,2026-01-01,=1+1\nage,2026-01-02,######\nage,2026-01-03,#DIV/0!\nage,2026-01-04,n/a\nage,2026-01-05,k. A.\nage,2026-01-06,2026-06-03\n"),
    ("n.csv", HEAD + "age,2026-01-01,(3)\nage,2026-01-02,３．５\nage,2026-01-03,3，5\nage,2026-01-04,−3\nage,2026-01-05,3 min\nage,2026-01-06,€ 3.50\nage,2026-01-07,65 %\n"),
    ("n.csv", "metric;date;value\nage;2026-01-01;3,5 min\nage;2026-01-02;65,5 %\nage;2026-01-03;ca. 3\nage;2026-01-04;3-5\nage;2026-01-05;> 3\nage;2026-01-06;30+\n"),
    ("n.csv", HEAD + "age,2026-01-01,about 3\nage,2026-01-02,many\nage,2026-01-03,3万\nage,2026-01-04,30以上\nage,2026-01-05,3 of 5\n"),
    ("n.csv", HEAD + "age,30.06.2026,1\nage,06/30/2026,1\nage,2026,1\nage,Q2 2026,1\nage,2026-13-01,1\nage,2026-02-30,1\nage,yesterday,1\nage,2026年6月,1\n"),
    ("n.csv", HEAD + "age,1.6.2026 - 14.6.2026,1\nage,2026-06-01 to 2026-06-14,1\nage,1.6.2026 - later,1\nage,2026-06-14/2026-06-01,1\nage,6月1日至14日,1\n"),
    ("n.csv", "sep=;\nmetric;date;value\nage;2026-01-01;1,5\n"),
    ("n.csv", '"sep=|"\nmetric|date|value\nage|2026-01-01|1.5\n'),
    ("n.csv", 'metric,date,value\n"age, ""of"" all",2026-01-01,1\n"age\nagain",soon,1\n "age" ,2026-01-02,1\n'),
    ("n.csv", 'metric,date,value\nage,"2026-01-01,1\nage,2026-01-02,2\n'),
    ("n.csv", 'metric,date,value\n"age" x,2026-01-01,1\nage,2026-01-02,2\n'),
    ("n.csv", "date;value;metric\n1,5;2;3\n"),
)  # fmt: skip

LIBRARY = """
metrics:
  - {id: age, name: Age, kind: ratio}
  - {id: left, name: Left, kind: churn, unit: '%'}
  - {id: kept, name: Kept, kind: retention}
  - {id: gone, name: Gone, kind: churn, unit: people}
  - {id: wait, name: Wait, kind: duration}
  - {id: calls, name: Calls, kind: count, values: [{date: 2026-Q1, value: -3}, {date: 2026-01-01/2026-03-31, value: 4}, {date: 2026-05-01, value: '5'}]}
  - {id: nps, name: NPS, kind: nps}
  - {id: csat, name: CSAT, kind: csat}
  - {id: conv, name: Conversion, kind: conversion, aliases: [rate]}
  - {id: bare, name: Bare}
teams: [{id: shop, name: Shop}]
segments: [{id: many, name: The many}]
"""
SHOES = "title: Shoes\nid: shoes\nstages: [{id: look, name: I look, steps: [{id: see, name: See}]}, {id: pay, name: I pay}]\n"
GERMAN = "title: Schuhe\nid: schuhe\nlang: de\ntranslation_of: shoes\nstages: [{id: look, name: Ich schaue}, {id: nur, name: Nur hier}]\n"
AGAINST_METRICS = (
    "metric,date,value\nleft,2026-01-01,0\nleft,2026-02-01,100\nleft,2026-03-01,101\nleft,2026-04-01,-1\n",
    "metric,date,value\nkept,2026-01-01,101\ngone,2026-02-01,101\nwait,2026-03-01,-1\nwait,2026-04-01,0\ncalls,2026-05-01,-2\nage,2026-06-01,-2\n",
    "metric,date,value\ncalls,2026-01,1\ncalls,Q1 2026,2\ncalls,2026-05-01,3\n",
    "metric,date,map,value\ncalls,Q1 2026,shoes,2\n",
    "metric,date,segment,value\ncalls,Q1 2026,many,2\n",
    "metric,date,promoters,passives,detractors\nnps,2026-01,5,3,\nnps,2026-02,5,3,2\n",
    "metric,date,promoters,passives,detractors,value\nnps,2026-01,,,,8\nnps,2026-02,5,3,2,8\n",
    "metric,date,entered,completed,value\nconv,2026-01,,,8\nconv,2026-02,5,6,\nconv,2026-03,5,5,\n",
    "metric,date,promoters,passives,detractors,n\nnps,2026-01,5,3,2,10\nnps,2026-02,5,3,2,11\n",
    "metric,date,entered,completed,n\nconv,2026-01,5,3,5\nconv,2026-02,5,3,8\n",
    "metric,date,entered,completed,n\nbare,2026-01,5,3,8\n",
    "metric,date,value,n\nage,2026-01,5,3\nbare,2026-01,5,3\n",
    "metric,date,revenue,value\nage,2026-01,5,3\nbare,2026-02,5,3\n",
    "metric,date,value\nage,2026-01,5\nage,January 2026,6\nage,2026-01-01/2026-01-31,6\nage,2026-01-31,6\n",
    "metric,date,segment,entered,completed\nconv,2026-01,,10,5\nconv,2026-01,many,11,5\nconv,2026-01,,10,5\nconv,2026-02,many,11,5\n",
    "metric,date,segment,entered,completed\nconv,2026-01,,10,5\nconv,2026-01,many,10,5\n",
    "metric,date,segment,value\nage,2026-01,,10\nage,2026-01,many,11\n",
    "metric,date,map,segment,entered,completed\nconv,2026-01,shoes,,10,5\nconv,2026-01,,many,11,5\n",
    "metric,date,value\nAge,2026-01,5\nrate,2026-01,5\nagee,2026-01,5\nagee,2026-02,5\nnothing like it,2026-01,5\n",
    "metric,date,map,stage,value\nage,2026-01,shoes,pay,5\nage,2026-01,shoes,see,5\nage,2026-01,shoes,payy,5\nage,2026-01,shoes,I pay,5\nage,2026-01,shoes,nowhere,5\n",
    "metric,date,map,stage,value\nage,2026-01,shoe,pay,5\nage,2026-01,Shoes,pay,5\nage,2026-01,,pay,5\nage,2026-02,,pay,5\nage,2026-01,shoes,schuhe,5\n",
    "metric,date,map,stage,value\nage,2026-01,schuhe,,5\nage,2026-01,schuhe,look,5\nage,2026-01,schuhe,nur,5\nage,2026-01,schuhe,pay,5\n",
    "metric,date,segment,region,channel,value\nage,2026-01,total,,,5\nage,2026-01,many,all regions,,5\nage,2026-01,few,,,5\nage,2026-01,THE MANY,,,5\nage,2026-01,,,web,5\n",
    "metric,date,value\ntotal,2026-01,5\n",
)  # fmt: skip

PEOPLE = "teams: [{id: shop, name: Shop}, {id: web-team, name: Web}]\npersonas: [{id: ann, name: Ann}]\nsegments: [{id: many, name: The many}, {id: few, name: The few}]\npains: [{id: rain, text: Rain}]\n"
STAGES = "title: A\nid: a\n{more}stages: [{{id: one, name: One{one}}}, {{id: two, name: To pay}}, {{id: s3, name: S3}}, {{id: s4, name: S4}}, {{id: s5, name: S5}}, {{id: s6, name: S6}}]\n"
NAMES = (
    {"more": "baseline: shoos\n"}, {"more": "baseline: a\n"}, {"more": "baseline: Shoes\n"}, {"more": "baseline: xyzzy\n"},
    {"one": ", next: [tow]"}, {"one": ", next: [to pay]"}, {"one": ", next: [look]"}, {"one": ", next: [nowhere]"}, {"one": ", next: ['shoes#loock']"}, {"one": ", next: ['nothing#look']"},
    {"one": ", next: [end]"}, {"one": ", next: [Exit]"}, {"one": ", next: [exit]"}, {"one": ", next: ['two if rich']"}, {"one": ", next: ['nowhere if rich']"}, {"one": ", next: ['two, s3']"},
    {"one": ", next: ['two，s3']"}, {"one": ", next: ['?']"},
    {"one": ", improvements: [{title: Better, pains: [rian]}]"}, {"one": ", improvements: [{title: Better, pains: [nothing like it]}]"}, {"one": ", improvements: [{title: Better, pains: ['shoes#wet']}]"},
    {"one": ", improvements: [{title: Better, pains: [wet]}]"}, {"one": ", improvements: [{title: Better, pains: [Rain]}]"},
    {"more": "owner: shopp\n"}, {"more": "owner: Web\n"}, {"more": "owner: shop, web-team\n"}, {"more": "owner: 'shop, web-team'\n"}, {"more": "owner: Shop and Web\n"}, {"more": "owner: law, tax\n"},
    {"more": "owner: 'law, tax'\n"}, {"more": "owner: law (civil, tax)\n"}, {"more": "owner: law; tax\n"}, {"more": "owner: law，tax\n"}, {"more": "owner: '【shop】'\n"}, {"more": "owner: '?'\n"},
    {"more": "owner: 'shop?'\n"}, {"more": "owner: 'shopp?'\n"}, {"more": "owner: Ann Miller\n"}, {"more": "owner: ann@shop.example\n"}, {"more": "owner: {team: Ann Miller}\n"},
    {"one": ", raci: {accountable: Ann Miller}"}, {"one": ", raci: {responsible: Ann Miller}"}, {"one": ", raci: {responsible: 'shop, web-team'}"}, {"one": ", raci: {responsible: 'shop?'}"},
    {"more": "segments: [manny]\n"}, {"more": "segments: many, few\n"}, {"more": "segments: 'many, few'\n"}, {"more": "segments: The many + few\n"}, {"more": "segments: young, old\n"},
    {"more": "segments: 'young, old'\n"}, {"more": "segments: [THE FEW]\n"}, {"more": "segments: [a very long name that nobody would ever give to any segment of customers whatsoever, in any atlas at all]\n"},
    {"one": ", actor: anne"}, {"one": ", actor: somebody"}, {"one": ", perspectives: {ann: Waits, shop: Waits, nobody: Waits}"}, {"one": ", duties: {shop: Opens, shopp: Closes}"},
    {"more": "goals: [Faster]\nmetrics: [age]\nevidence: [A study]\n"},
    {"more": "transitions: [{from: a, to: two}]\n"}, {"more": "transitions: [{from: shoes, to: two}]\n"}, {"more": "transitions: [{from: 'shoes#look', to: two}]\n"}, {"more": "transitions: [{from: one, to: 'shoes#look'}]\n"},
    {"more": "translation_of: shoes\n"}, {"one": ", continues_in: [shoes, 'shoes#look', a, 'shoes#looky']"}, {"one": ", detail_map: [shoes, a]"},
    {"one": ", pains: [{id: p, text: P}, {id: p, text: Q}]"}, {"one": ", pains: [{text: P}, {id: p, text: Q}, {text: p}]"}, {"one": ", pains: [{id: rain, text: P}]"},
    {"one": ", steps: [{id: two, name: A}]"}, {"one": ", steps: [{name: To pay}, {name: One}]"}, {"one": ", touchpoints: [{name: Till}, {name: Till}, {name: Till, summary: S}, {id: till, name: Till}]"},
)  # fmt: skip
"""What is written in a map, in its head (`more`) or in its first stage (`one`), beside a map of shoes and a library."""
ELSEWHERE = {"library.yml": PEOPLE, "shoes.yml": SHOES.replace("I look", "I look, pains: [{id: wet, text: Wet}]")}
WITHOUT_LIBRARY = (
    {"a.yml": STAGES.format(more="baseline: shoos\n", one="")},
    {"a.yml": STAGES.format(more="owner: shop\nsegments: [many, Many, MANY]\n", one="")},
    {"a.yml": STAGES.format(more="owner: shop\n", one=", touchpoints: [{name: Till, channel: Web}]"), "b.yml": "title: B\nid: b\nowner: Shop\nstages: [One]\n"},
    {"a.yml": STAGES.format(more="owner: shop\n", one=""), "teams.yml": "teams: [{id: web, name: Web}]\n"},
    {"a.yml": STAGES.format(more="owner: shop\n", one=""), "library.yml": "channels: [{id: web, name: Web}]\n", "sub/teams.yml": "teams: [{id: web, name: Web}]\n"},
    {"a.yml": STAGES.format(more="owner: shop\n", one=""), "lib.yml": "teams: []\n"},
    {"a.yml": STAGES.format(more="owner: shop\n", one=""), "lib.yml": "channels: []\n"},
    {"a.yml": STAGES.format(more="", one=", next: ['b#pay']"), "b.yml": "title: B\nid: b\nstages: [{id: pay, name: I pay, nonsense: 3}]\n"},
    {"a.yml": STAGES.format(more="", one=", next: ['b#payy']"), "b.yml": "title: B\nid: b\nstages: [{id: pay, name: I pay, nonsense: payy}]\n"},
    {"a.yml": STAGES.format(more="", one=", next: ['b#pay']"), "b.yml": "title: B\nid: b: c\nstages: [{id: pay, name: I pay}]\n"},
    {"a.yml": STAGES.format(more="", one=", next: ['c#pay', 'b#see']"), "b.yml": "title: B\nid: b: c\nstages: [{id: pay, name: I pay}]\n"},
    {"a.yml": "title: A\nid: same\nstages: [One]\n", "b.yml": "title: B\nid: same\nstages: [One]\n", "c.yml": "title: C\nid: same\nstages: [One]\n"},
    {"a.yml": "title: A\nid: b\nstages: [One]\n", "b.yml": "title: B\nstages: [One]\n"},
    {"a.yml": "title: A\nstages: [One]\n", "sub/a.yml": "title: A\nstages: [One]\n"},
    {"a.yml": "title: A\nid: a\nstages: [One]\n", "sub/a.yml": "title: A\nid: a\nstages: [One]\n"},
    {"one.yml": "teams: [{id: shop, name: Shop}]\n", "two.yml": "teams: [{id: shop, name: Shop}]\n"},
    {"one.yml": "teams: [{id: shop, name: Shop}]\n", "two.yml": "teams: [{id: shop, name: Other}]\n"},
    {"one.csv": "metric,date,value\nage,2026-01-01,1\n", "two.csv": "metric,date,value\nage,2026-01-01,1\n", "a.yml": SHOES},
    {"one.csv": "", "two.csv": "", "a.yml": SHOES},
)  # fmt: skip

IN_STAGE = "title: A\nid: a\nstages:\n  - name: B\n"
DECODED = (
    "my own key: x\n" + IN_STAGE, IN_STAGE + "    my heading:\n", IN_STAGE + "    my\theading:\n", IN_STAGE + "    {a: b}: c\n", "title: A\nid: a\nstages: [{name: B, does: c, d e, feels: 1}]\n", "title: A\nid: a\nstages: [{name: B, does: a (b, c), feels: 1}]\n", "title: A\nid: a\nstages: [{name: B, does: c, d, feels: 1}]\n",
    "title: A\nid: a\nstages: [{name: B, feels: 1,5}]\n", "title: A\nid: a\nstages: [{name: “B, C”}]\n", "title: A\nid: a\nstages: [{name: B,\n  C}]\n", IN_STAGE + "    pains:\n      - Cost: too high\n", IN_STAGE + "    pains:\n      - cost: too high\n      - Text: b\n", IN_STAGE + "    pains:\n      - &x Cost: too high\n", IN_STAGE + "    pains:\n      - Cost: [a]\n",
    IN_STAGE + "    pains:\n      - title: a\n", "title: A\nid: a\nstages:\n  - I look:\n      - does: x\n  - I pay:\n", "title: A\nid: a\nstages:\n  I look:\n    does: x\n  I pay:\n    does: y\n", "title: A\nid: a\nstages:\n  - nme: B\n", "title: A\nid: a\nstages:\n  - nme: B\n    does: c\n", "title: A\nid: a\nstages:\n  - B\n  - does: c\n",
    "title: A\nid: a\nstages:\n  - does: c\n  - does: d\n", IN_STAGE + "    next:\n      - two: if rich\n", IN_STAGE + "    next:\n      - pay later: if rich\n", IN_STAGE + "    quote: q\n", IN_STAGE + "    score: 1\n", IN_STAGE + "    person: Ann\n", IN_STAGE + "    stages: [C]\n", IN_STAGE + "    stages: C\n", "title: A\nid: a\nteams: [{name: A}]\nstages: [B]\n",
    IN_STAGE + "    feels: {}\n", IN_STAGE + "    feels: {score: “1”}\n", IN_STAGE + "    feels: {score: 7, word: ''}\n", "title: A\nid: a\nowner: {}\nstages: [B]\n", "title: A\nid: a\nreview: {log: [{by: Ann}]}\nstages: [B]\n", "title: A\nid: a\nreview: {log: [{by: Ann, date: soon}, {date: 2026-01-01, outcome: fine}]}\nstages: [B]\n", "title: A\nid: a\nreview:\nstages: [B]\n",
    "title: A\nid: a\nti\u200btle: B\nstages: [C]\n", "title: A\nid: a\n-tags: [b]\n“lang”: de\n• tags: b\nstages: [C]\n", "title: A\nid: a\nlang:de: x\nstages: [C]\n", "title: [A]\nid: a\nstages: {B: c}\n", "title: A\nid: a\nstages: B\n", "title: {a: b}\nid: [a]\nstages: [[B]]\n", IN_STAGE + "    steps: [{name: C, steps: [D]}]\n",
    IN_STAGE + "    rating: {satisfaction: high, importanz: 3}\n", IN_STAGE + "    rating: 3\n", IN_STAGE + "    metrics: [{nme: x}]\n    touchpoints: [{nme: x, chanel: y}]\n", "titel: A\nid: a\nstages: [B]\n", "标题: A\nid: a\n阶段: [B]\n", "标题： A\nid： a\n阶段： [B]\n", "title: A\nid: a\nstages:\n  - name：B\n  - name:C\n    does: d\n  - 问题：排队太久\n",
    "fooo: A\nid: a\nbaar: 1\nstages: [{name: B, fooo: 1}, {name: C, fooo: 1}]\ntitle: A\n", "title: A\nid: a\nstages:\n  - name: B\n    x-own: {a: [b, ~], c: d}\n    duties: {shop: }\n", "title: ''\nid: ''\nstages: []\n", "title: A\nid: a\nstages: ~\n",
)  # fmt: skip
"""Maps whose YAML is sound, and whose fields are not."""


def of_small() -> Told:
    """What is said of each of these files, and what they come to."""
    yield "findings/small-kinds-of-files.txt", titled((_heading(name, text), _said({name: text})) for name, text in KINDS_OF_FILES)
    yield "findings/small-rows.txt", titled((_heading(name, text), _said({"a.yml": SHOES, name: text}, name)) for name, text in ROWS)
    yield "findings/small-decoded.txt", titled((repr(text), _said({"a.yml": text}, "a.yml", True)) for text in DECODED)
    beside = {"library.yml": LIBRARY, "shoes.yml": SHOES, "schuhe.yml": GERMAN}
    yield "findings/small-counts.txt", titled((_heading("n.csv", text), _said(beside | {"n.csv": text}, "n.csv")) for text in AGAINST_METRICS)
    yield (
        "findings/small-names.txt",
        titled((_in_a_line(it), _said(ELSEWHERE | {"a.yml": STAGES.format(**({"more": "", "one": ""} | it))}, "a.yml", True)) for it in NAMES),
    )
    yield "findings/small-several.txt", titled((" ".join(_heading(*it) for it in files.items()), _said(files)) for files in WITHOUT_LIBRARY)


def _in_a_line(written: dict[str, str]) -> str:
    """What a case writes, in one line."""
    return " ".join(text.strip(", \n").replace("\n", " ") for text in written.values())


def _heading(name: str, text: str) -> str:
    return f"{name}: {text!r}"


def _said(files: dict[str, str], about: str = "", errors: bool = False) -> str:
    """What is said of `files`, of all or of one, only the `errors` or all of it, and how much of them there is in the atlas."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / name).write_bytes(text.encode())
        atlas, problems = journeybook.load(folder, TODAY)
    lines = [
        f"{it.place} {it.level}[{it.code}] {it.message.replace(folder, 'FOLDER')} ({it.hint.partition('fields here are ')[0]})"
        + "".join(f"; {where} {word}" for where, word in it.related)
        for it in problems
        if (not about or it.place.path == about or about in str(it.related)) and (it.level == "error" or not errors)
    ]
    kinds = {kind: len(table) for kind, table in {"map": atlas.maps, **atlas.library}.items()} if not about else {}
    there = [f"{number} {kind}" for kind, number in kinds.items() if number]
    return "".join(f"{line}\n" for line in (*lines, *_counts(atlas), *there)) or "nothing\n"


def _counts(atlas: journeybook.Atlas) -> Iterator[str]:
    for it in atlas.counts:
        named = " ".join(filter(None, (it.metric, *it.where, *it.who, it.audience)))
        numbers = " ".join(f"{name}={number:g}" for name, number in it.numbers.items())
        yield f"{named} {it.since or ''}/{it.date} {numbers}" + "".join(f" {name}={text}" for name, text in it.own.items())
