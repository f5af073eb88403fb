"""Mistakes as people who are not programmers make them: each is told once, in its place, with what to write instead.

Every line changes a small sound atlas and says all that is found: `file:line:column`, and what is said there (the hint, or
the message where it says enough). Nothing is found where a reader would take it as it was meant.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from journeybook.checks import check
from journeybook.doors.mkdocs.options import Options

TODAY = datetime.date(2026, 11, 27)
CARD = """\
title: Getting a library card
id: card
owner: front-desk
stages:
  - id: hear
    name: I hear about it
    owner: front-desk
    feels: 1
    touchpoints: [poster]
  - id: sign-up
    name: I sign up
    owner: it-team
    steps:
      - id: fill
        name: Fills in the form
        does: Writes down the address
        feels: {score: -1, word: annoyed}
        pains:
          - {id: long-form, text: The form asks for too much, severity: 3, evidence: [survey]}
improvements:
  - {id: short-form, title: Halve the form, pains: [long-form], status: accepted, owner: it-team, value: 4, effort: 2}
"""
LIBRARY = """\
teams: [{id: front-desk, name: Front desk}, {id: it-team, name: IT team}]
touchpoints: [{id: poster, name: Poster, channel: street}]
channels: [{id: street, name: Street, medium: offline}]
metrics: [{id: visits, name: Visits, kind: conversion}]
evidence: [{id: survey, title: Survey, date: 2026-06-30, n: 40}]
"""
NUMBERS = "metric,date,map,stage,entered,completed\nvisits,2026-10-31,card,sign-up,100,58\n"
COUNTED = "metric,date,entered,completed\n"
Files = dict[str, "str | bytes | None"]


def card(old: str, new: str) -> Files:
    assert old in CARD
    return {"card.yml": CARD.replace(old, new, 1)}


def bare(text: str) -> Files:
    return {"card.yml": text, "library.yml": None, "numbers.csv": None}


def library(old: str, new: str) -> Files:
    assert old in LIBRARY
    return {"library.yml": LIBRARY.replace(old, new, 1)}


def cell_of(text: str, separator: str = ";") -> Files:
    """A count `text` in a table whose cells `separator` parts."""
    rows = (("metric", "date", "value"), ("visits", "2026-10-31", text))
    return {**library("kind: conversion", "kind: count"), "numbers.csv": "".join(separator.join(row) + "\n" for row in rows)}


def stake(amount: str) -> Files:
    return {"card.yml": f"{CARD}opportunities: [{{id: o, title: O, pains: [long-form], value_at_stake: {{amount: {amount}}}}}]\n"}


CELLS = (
    ("1,5 Mio. €", "write 1500000"), ("1,2 Tsd.", "write 1200"), ("1.234 Tsd.", "write 1234000, or 1234 if the point is a decimal one"), ("70 k€", "write 70000"),
    ("1,5 M€", "write 1500000"), ("5 M", "write 5000000"), ("12 milliers", "write 12000"), ("1.2 lakh", "write 120000"), ("70 TEUR", "write 70000"), ("€ 70k", "write 70000"),
    ("12 thousand", "write 12000"), ("1.2k", "write 1200"), ("1.2万", "write 12000"), ("3万人", "write 30000"), ("12 thousand visitors", "write 12000"),
    ("12 kg", "write 12; the unit stands with the metric"), ("5 km", "write 5; the unit stands with the metric"),
    *((text, "a spreadsheet made a day of this; restore the number there") for text in ("3-Sep", "05. Mrz", "Jan 05", "Jan 2005", "9月3日", "03.09.2026", "2026-09-03")),
    ("12 min", "write 12; the unit stands with the metric"), ("1,23E+05", "digits are lost: show all digits in the spreadsheet and save again"),
)  # fmt: skip
COLUMNS = (
    *((name, "'segment'") for name in ("Kundengruppe", "clientèle", "customer group", "客户群")), ("branch", "'segment' or 'region'"),
    *((name, "'n'") for name in ("responses", "Antworten", "réponses", "Basis")),
)  # fmt: skip
MISTAKES: tuple[tuple[str, Files, list[str]], ...] = (
    ('tab before a key', card('    owner: it-team\n    steps', '\towner: it-team\n    steps'), ['card.yml:12:1 indent with spaces']),
    ('tab in the indentation of a list', card('          - {id: long', '\t\t  - {id: long'), ['card.yml:19:1 indent with spaces']),
    ('smart quotes around a text with a colon', card('name: I hear about it', 'name: “I hear: a poster”'), ['card.yml:6:18 type \' or "']),
    ('German quotes', card('title: Getting a library card', 'title: „Bibliotheksausweis“: holen'), ['card.yml:1:28 type \' or "']),
    ('single smart quotes', card('title: Getting a library card', 'title: ‘Getting a card’'), ['card.yml:1:8 remove them, or type \' or "']),
    ('full-width colon', card('owner: front-desk\nstages', 'owner：front-desk\nstages'), ["card.yml:3:1 type ':' and a space"]),
    ('full-width colon in a stage', card('    name: I sign up', '    name：I sign up'), ["card.yml:11:5 type ':' and a space"]),
    ('full-width colon in an item', {'card.yml': 'title: A\nstages:\n  - name：I hear\n    feels：-1\n  - I sign up\n', 'library.yml': None, 'numbers.csv': None}, ["card.yml:3:5 type ':' and a space", "card.yml:4:5 type ':' and a space"]),
    ('full-width colon before the only use of a name', card('feels: 1\n    touchpoints: [poster]', 'next: sign-up\n    needs:\n      - touchpoints：poster'), ["card.yml:10:9 type ':' and a space"]),
    ('full-width colon in the only line', {'card.yml': 'title：A\n'}, ["card.yml:1:1 type ':' and a space"]),
    ('full-width colon in all lines', {'card.yml': 'title：A\nstages：[a]\n'}, ["card.yml:1:1 type ':' and a space", "card.yml:2:1 type ':' and a space"]),
    ('full-width colon below a text', card('        does: Writes down the address', '        does: Writes\n          owner：it-team'), ["card.yml:17:11 type ':' and a space"]),
    ('Chinese fields below a text', card('        does: Writes down the address', '        does:\n          表格：长\n          痛点：太长\n          感受：很差'), ["card.yml:18:11 type ':' and a space; fields have English names: write 'pains: …'", "card.yml:19:11 type ':' and a space; fields have English names: write 'feels: …'"]),
    ('Chinese fields that only files have, below a text', card('        does: Writes down the address', '        does:\n          表格：长\n          语言：德语\n          市场：瑞士'), []),
    ('full-width colon in braces', card('{score: -1, word: annoyed}', '{score: -1, word：annoyed}'), ["card.yml:17:28 type ':' and a space"]),
    ('full-width colon in the settings', {'atlas.yml': 'title：A\n'}, ["atlas.yml:1:1 type ':' and a space"]),
    ('full-width colon in a text', card('does: Writes down the address', 'does: ["name：x", owner is meant：yes]'), []),
    ('full-width colon behind a key', card('does: Writes down the address', 'does: name：address'), []),
    ('full-width brackets around a list', card('owner: front-desk\nstages', 'owner: front-desk\npersonas: 【甲、乙】\nstages'), ["card.yml:4:11 the bracket is a full-width one (U+3010); type '[' and ']', with ', '"]),
    ('full-width comma in braces', card('{score: -1, word: annoyed}', '{score: -1，word: annoyed}'), ["card.yml:17:26 type ', '"]),
    ('full-width brackets', card('touchpoints: [poster]', 'touchpoints: ［poster］'), ["card.yml:9:18 the bracket is a full-width one (U+FF3B); type '[' and ']', with ', '"]),
    ('full-width braces', card('feels: {score: -1, word: annoyed}', 'feels: ｛score: -1, word: annoyed｝'), ["card.yml:17:22 type '{' and '}', or '[' and ']', with ', ' between the items"]),
    ('full-width digits', card('severity: 3', 'severity: ３'), []),
    ('full-width minus', card('feels: {score: -1,', 'feels: {score: －1,'), ["card.yml:17:24 'score' must be a whole number from -2 to 2, not '－1': write -1"]),
    ('a real minus sign', card('feels: {score: -1,', 'feels: {score: −1,'), ["card.yml:17:24 'score' must be a whole number from -2 to 2, not '−1': write -1"]),
    ('an en dash as list sign', card('  - id: hear', '  – id: hear'), ["card.yml:5:1 type '- '"]),
    ('a bullet as list sign', card('  - id: hear', '  • id: hear'), ["card.yml:5:1 type '- '"]),
    ('a number as list sign', card('  - id: hear', '  1. id: hear'), ["card.yml:5:1 type '- '"]),
    ('an arrow in next', card('    feels: 1\n', '    feels: 1\n    next: -> sign-up\n'), ["card.yml:9:11 did you mean 'sign-up'?"]),
    ('no blank behind the dash', card('  - id: hear', '  -id: hear'), ["card.yml:5:1 type '- '"]),
    ('no blank behind the colon', card('    feels: 1', '    feels:1'), ["card.yml:8:5 type ': '"]),
    ('an equals sign', card('    feels: 1', '    feels = 1'), ["card.yml:8:5 type ': '"]),
    ('a semicolon at the end', card('    owner: it-team\n    steps', '    owner: it-team;\n    steps'), ["card.yml:12:12 did you mean 'it-team'?"]),
    ('colon in a text', card('does: Writes down the address', 'does: Writes: the address'), ['card.yml:16:21 put the text in quotes, or check the indentation of this line']),
    ('colon in a list item', card('        does: Writes down the address', '        does:\n          - First: the address'), ['card.yml:17:13 put text that holds a colon in quotes']),
    ('mention', card('owner: it-team\n    steps', 'owner: @it-team\n    steps'), ['card.yml:12:12 put it in quotes']),
    ('hash tag', card('owner: front-desk\nstages', 'owner: front-desk\ntags: #card\nstages'), ["card.yml:4:7 put the text in quotes, or write '# ' for a comment"]),
    ('percent first', card('does: Writes down the address', 'does: %50 write the address'), ['card.yml:16:15 put it in quotes']),
    ('star for a footnote', card('does: Writes down the address', 'does: *writes* the address'), ['card.yml:16:15 put the text in quotes']),
    ('exclamation first', card('does: Writes down the address', 'does: !important'), ['card.yml:16:15 remove it, or put the text in quotes']),
    ('anchor', {'card.yml': CARD.replace('owner: front-desk\n', 'owner: &desk front-desk\n', 1).replace('owner: it-team', 'owner: *desk', 1)}, ['card.yml:3:8 write the value out in each place']),
    ('open quote', card('does: Writes down the address', 'does: "Writes down the address'), ['card.yml:16:15 the quote that opens here is never closed: close it']),
    ('apostrophe in single quotes', card('does: Writes down the address', "does: 'Doesn't write'"), ['card.yml:16:22 put the whole text in quotes, and write a quote within it as \\" in "…" or']),
    ('quote and more', card('does: Writes down the address', 'does: "Form" is filled in'), ['card.yml:16:22 put the whole text in quotes, and write a quote within it as \\" in "…" or']),
    ('a bracket first', card('does: Writes down the address', 'does: [sic] writes the address'), ['card.yml:16:21 put the whole text in quotes']),
    ('brace left open', card('{score: -1, word: annoyed}', '{score: -1, word: annoyed'), ["card.yml:17:16 close it with '}'; text that begins with '{' needs quotes"]),
    ('a comment cuts a text', card('does: Writes down the address', 'does: Form #3 is long'), ["card.yml:16:20 put the text in quotes, or write '# ' for a comment"]),
    ('stage indented too little', card('  - id: sign-up', ' - id: sign-up'), ['card.yml:10:2 give it as many spaces as they have']),
    ('key indented too much', card('    owner: it-team\n    steps', '      owner: it-team\n    steps'), ["card.yml:12:7 begin it right below 'name', or put the whole text in quotes"]),
    ('key indented too little', card('        does: Writes', '      does: Writes'), ['card.yml:16:7 give it as many spaces as they have']),
    ('stages without dashes', {'card.yml': 'title: A\nstages:\n  hear:\n    name: I hear\n  sign-up:\n    name: I sign up\n'}, ["card.yml:3:3 write each on a line of its own with '- ' before it"]),
    ('one stage without a dash', {'card.yml': 'title: A\nstages:\n  name: I hear\n  owner: front-desk\n'}, ["card.yml:3:3 write each on a line of its own with '- ' before it"]),
    ('missing dash', card('  - id: sign-up', '    id: sign-up'), ["card.yml:10:5 put a '- ' before this 'id', or remove it if it was not meant to begin"]),
    ('stages as comma text', {'card.yml': 'title: A\nstages: I hear, I sign up, I borrow\n'}, ["card.yml:2:9 write each on a line of its own with '- ' before it"]),
    ('touchpoints as comma text', card('touchpoints: [poster]', 'touchpoints: poster, flyer'), ['card.yml:9:18 several names are written as a list: [poster, flyer]']),
    ('touchpoints with Chinese commas', card('touchpoints: [poster]', 'touchpoints: poster、flyer'), ["card.yml:9:18 the comma is a full-width one (U+3001): between two names type ', '"]),
    ('touchpoints with a comma at the end', card('touchpoints: [poster]', 'touchpoints: "poster,"'), ["card.yml:9:18 did you mean 'poster'?"]),
    ('touchpoints with slash', card('touchpoints: [poster]', 'touchpoints: poster / flyer'), ['card.yml:9:18 several names are written as a list: [poster, flyer]']),
    ('a table pasted from Word', {'card.yml': 'title: A\nstages:\nStage\tOwner\tPain\nI hear\tfront-desk\tNobody tells\n'}, ["card.yml:3:1 write each row as '- name: …', with its other cells as fields below it"]),
    ('a Markdown table', {'card.yml': 'title: A\nstages:\n| Stage | Owner |\n|---|---|\n| I hear | front-desk |\n'}, ["card.yml:3:3 write each row as '- name: …', with its other cells as fields below it"]),
    ('Markdown heading', {'card.yml': '# Getting a card\n\n## I hear\n\n- poster\n'}, ["card.yml:5:1 the file must hold fields such as 'title: …' and 'stages: …', not a list"]),
    ('front matter and text', {'card.yml': '---\n' + CARD + '---\n# Notes\nMore text: here\n'}, ['card.yml:23:1 move it into a file of its own']),
    ('no-break space', card('    feels: 1', '    feels:\xa01'), ["card.yml:8:5 type ': '"]),
    ('zero width space in an id', card('owner: it-team\n    steps', 'owner: it-\u200bteam\n    steps'), ["card.yml:12:12 did you mean 'it-team'?"]),
    ('Chinese keys', {'card.yml': '标题: 办借书证\n阶段:\n  - 名称: 听说\n    痛点: [没人告诉我]\n    负责人: front-desk\n'}, ["card.yml:1:1 did you mean 'title'?", "card.yml:2:1 did you mean 'stages'?"]),
    ('German keys', {'card.yml': 'Titel: Ausweis\nPhasen:\n  - Name: Ich höre davon\n    Gefühle: 1\n    Verantwortlich: front-desk\n'}, ["card.yml:1:1 did you mean 'title'?", "card.yml:2:1 did you mean 'stages'?"]),
    ('camel case', card('        feels: {score: -1, word: annoyed}', '        emotionScore: -1'), ["card.yml:17:9 did you mean 'feels'?"]),
    ('pain points', card('        pains:', '        pain_points:'), ["card.yml:18:9 did you mean 'pains'?"]),
    ('phases', card('stages:', 'phases:'), ["card.yml:4:1 did you mean 'stages'?"]),
    ('key with capital', card('title:', 'Title:'), ["card.yml:1:1 did you mean 'title'?"]),
    ('plural of a key', card('    owner: it-team\n    steps', '    owners: it-team\n    steps'), ["card.yml:12:5 did you mean 'owner'?"]),
    ('rating 1 to 5 for a feeling', card('    feels: 1', '    feels: 5'), ['card.yml:8:12 -2 is very negative, 0 neither, 2 very positive; a word']),
    ('percent feeling', card('    feels: 1', '    feels: 50%'), ['card.yml:8:12 -2 is very negative, 0 neither, 2 very positive; a word']),
    ('emoji feeling', card('    feels: 1', '    feels: 😀'), ['card.yml:8:12 write {score: 1, word: "😀"}; -2 is very negative']),
    ('smiley in the score', card('{score: -1, word: annoyed}', '{score: 🙁, word: annoyed}'), ['card.yml:17:24 -2 is very negative, 0 neither, 2 very positive; a word']),
    ('word in the score', card('{score: -1, word: annoyed}', '{score: negative, word: annoyed}'), ['card.yml:17:24 -2 is very negative, 0 neither, 2 very positive; a word']),
    ('Chinese severity', card('severity: 3', 'severity: 严重'), ["card.yml:19:73 did you mean 'major'?"]),
    ('severity high', card('severity: 3', 'severity: high'), ["card.yml:19:73 did you mean 'major'?"]),
    ('severity 1-5 scale', card('severity: 3', 'severity: 5'), ["card.yml:19:73 'severity' must be a whole number from 0 to 4 (none, cosmetic, minor,"]),
    ('severity P1', card('severity: 3', 'severity: P1'), ["card.yml:19:73 'severity' must be a whole number from 0 to 4 (none, cosmetic, minor,"]),
    ('boolean as a word', card('        does: Writes down the address', '        optional: yes'), ['card.yml:16:19 write true']),
    ('boolean in Chinese', card('        does: Writes down the address', '        optional: 是'), ['card.yml:16:19 write true']),
    ('status in words', card('status: accepted', 'status: In progress'), ["card.yml:21:73 did you mean 'in-progress'?"]),
    ('status wip', card('status: accepted', 'status: WIP'), ["card.yml:21:73 did you mean 'in-progress'?"]),
    ('status Chinese', card('status: accepted', 'status: 进行中'), ["card.yml:21:73 did you mean 'in-progress'?"]),
    ('published', card('id: card\n', 'id: card\nstatus: published\n'), ["card.yml:3:9 did you mean 'live'?"]),
    ('state as-is', card('id: card\n', 'id: card\nstate: as-is\n'), ["card.yml:3:8 did you mean 'current'?"]),
    ('effort as t-shirt size', card('effort: 2', 'effort: M'), ["card.yml:21:117 'effort' must be a whole number from 1 to 5, not 'M'"]),
    ('effort in days', card('effort: 2', 'effort: 3 days'), ["card.yml:21:117 'effort' must be a whole number from 1 to 5, not '3 days'"]),
    ('value high', card('value: 4', 'value: high'), ["card.yml:21:106 'value' must be a whole number from 1 to 5, not 'high'"]),
    ('value 8 of 10', card('value: 4', 'value: 8'), ["card.yml:21:106 'value' must be a whole number from 1 to 5, not '8'"]),
    ('date with dots', library('date: 2026-06-30', 'date: 30.06.2026'), ['library.yml:5:46 write 2026-06-30']),
    ('shipped with slashes', card('effort: 2', 'effort: 2, shipped: 03/11/2026'), ['card.yml:21:129 write 2026-11-03 or 2026-03-11, whichever is meant']),
    ('shipped in words', card('effort: 2', 'effort: 2, shipped: last week'), ["card.yml:21:129 'shipped' must be a date such as 2026-09-01, not 'last week'"]),
    ('log date Chinese', card('id: card\n', 'id: card\nreview: {every: 3 months, log: [{date: 2026年11月2日}]}\n'), ['card.yml:3:40 write 2026-11-02']),
    ('review monthly typo', card('id: card\n', 'id: card\nreview: {every: 3 monts}\n'), ["card.yml:3:17 write '3 months', P3M or '90 days'"]),
    ('review as a date', card('id: card\n', 'id: card\nreview: 2026-12-01\n'), ["card.yml:3:9 write '3 months', P3M or '90 days'"]),
    ('decimal comma in braces', {'card.yml': CARD + 'transitions: [{from: fill, to: exit, share: 0,12}]\n'}, ['card.yml:22:47 a decimal number has a point: write 0.12']),
    ('comma in a text in braces', {'card.yml': CARD.replace('  - id: sign-up', '  - {name: Pays (cash, card}\n  - id: sign-up', 1)}, ["card.yml:10:24 put text that holds one in quotes"]),
    ('no blanks behind the colons in braces', card('  - id: sign-up', '  - {id:pay, name:Pays}\n  - id: sign-up'), ['card.yml:10:6 a space must follow the colon', 'card.yml:10:14 a space must follow the colon']),
    ('typographic minus of a feeling', card('    feels: 1', '    feels: −2'), ['card.yml:8:12 write -2, with a hyphen']),
    ('confidence high', card('owner: it-team, value', 'confidence: high, owner: it-team, value'), ['card.yml:21:95 assumed: nobody has looked; observed: somebody saw or heard it; validated: several']),
    ('confidence verified', card('owner: it-team, value', 'confidence: verified, owner: it-team, value'), ["card.yml:21:95 did you mean 'validated'?"]),
    ('en dashes at the beginning of lines', {'card.yml': 'title: A\nstages:\n  – name: I hear\n', 'library.yml': None, 'numbers.csv': None}, ["card.yml:3:3 the sign of a list item is a hyphen: type '- '"]),
    ('comment that closes the bracket', card('touchpoints: [poster]', 'touchpoints: [poster, # of calls]'), ["card.yml:9:27 put the text in quotes"]),
    ('comment within a list', card('touchpoints: [poster]', 'touchpoints: [poster, # of [calls]\n      ]'), []),
    ('day that a month has not', library('2026-06-30', '2026-09-31'), ['library.yml:5:46 September 2026 has 30 days']),
    ('day that a February has not', card('effort: 2', 'effort: 2, shipped: 29.02.2026'), ['card.yml:21:129 February 2026 has 28 days']),
    ('CSV lines in quotes', {'numbers.csv': '"metric,date,entered,completed"\n"visits,2026-10-31,100,58"\n'}, ['numbers.csv:1:1 remove the quotes around each line']),
    ('CSV row in quotes', {'numbers.csv': COUNTED + '"visits,2026-10-31,100,58"\n'}, ['numbers.csv:2:1 the whole row stands in quotes']),
    ('CSV day that a month has not', {'numbers.csv': COUNTED + 'visits,2026-09-31,100,58\n'}, ['numbers.csv:2:8 September 2026 has 30 days']),
    ('share as 18%', {'card.yml': CARD + 'transitions: [{from: fill, to: exit, share: 18%}]\n'}, []),
    ('share as 18', {'card.yml': CARD + 'transitions: [{from: fill, to: exit, share: 18}]\n'}, ['card.yml:22:45 write 18 %']),
    ('share with comma', {'card.yml': CARD + "transitions: [{from: fill, to: exit, share: '0,18'}]\n"}, ['card.yml:22:45 write 0.18']),
    ('share in words', {'card.yml': CARD + 'transitions: [{from: fill, to: exit, share: 1 in 5}]\n'}, ["card.yml:22:45 'share' must be a share such as 0.31 or 31 %, not '1 in 5'"]),
    ('transition as text', {'card.yml': CARD + 'transitions:\n  - hear -> sign-up\n'}, ['card.yml:23:5 write {from: hear, to: sign-up}']),
    ('transition by name', {'card.yml': CARD + 'transitions: [{from: I hear about it, to: I sign up}]\n'}, ["card.yml:22:22 did you mean 'hear'?", "card.yml:22:43 did you mean 'sign-up'?"]),
    ('kind of a transition', {'card.yml': CARD + 'transitions: [{from: fill, to: exit, kind: abandon}]\n'}, ["card.yml:22:44 did you mean 'exit'?"]),
    ('owner as a list', card('owner: it-team\n    steps', 'owner: [it-team, front-desk]\n    steps'), ["card.yml:12:22 one team is answerable; name the other one under 'raci: {responsible: …}'"]),
    ('owner as a person', card('owner: it-team\n    steps', 'owner: Anna Schmidt\n    steps'), ['card.yml:12:12 a person is written {team: …, person: Anna Schmidt}; or add {id:']),
    ('owner by name', card('owner: it-team\n    steps', 'owner: IT team\n    steps'), ["card.yml:12:12 did you mean 'it-team'?"]),
    ('owner with mail', card('owner: it-team\n    steps', 'owner: it@library.example\n    steps'), ['card.yml:12:12 a person is written {team: …, person: "it@library.example"}; or add {id:']),
    ('owner object', card('owner: it-team\n    steps', 'owner: {name: IT team, email: x}\n    steps'), ["card.yml:12:13 did you mean 'team' or 'person'?", "card.yml:12:28 fields here are team, person; own fields begin with 'x-'"]),
    ('id with blanks', card('id: sign-up', 'id: sign up'), ["card.yml:10:9 perhaps 'sign-up'?"]),
    ('id with capitals', card('id: sign-up', 'id: Sign-Up'), ["card.yml:10:9 perhaps 'sign-up'?"]),
    ('id with underscore', card('id: sign-up', 'id: sign_up'), ["card.yml:10:9 perhaps 'sign-up'?"]),
    ('id of digits with dots', card('id: sign-up', 'id: 1.2'), ["card.yml:10:9 perhaps '1-2'?", "numbers.csv:2:24 did you mean 'i-sign-up'?"]),
    ('same id twice', card('id: sign-up', 'id: hear'), ["card.yml:10:9 give one of them another id, such as 'hear-2'", "numbers.csv:2:24 there are 'hear', 'hear-2', 'fill'"]),
    ('steps as a text with arrows', {'library.yml': None, 'numbers.csv': None, 'card.yml': 'title: A\nstages:\n  - name: I hear\n    steps: see poster → ask friend\n'}, ["card.yml:4:12 write each on a line of its own with '- ' before it"]),
    ('steps nested as names', {'library.yml': None, 'numbers.csv': None, 'card.yml': 'title: A\nstages:\n  - I hear:\n      - sees a poster\n      - asks a friend\n'}, ["card.yml:3:5 write '- name: I hear' and what it holds under 'steps:'"]),
    ('empty title', card('title: Getting a library card', 'title:'), ['card.yml:1:1 write a value: it is needed']),
    ('a placeholder', card('title: Getting a library card', 'title: {{ title }}'), ["card.yml:1:9 put text that begins with '{', '[' or '?' in quotes"]),
    ('quote field', card('{score: -1, word: annoyed}', '"annoyed, -1"'), ['card.yml:17:16 write {score: -1, word: annoyed}']),
    ('score first in a text', card('{score: -1, word: annoyed}', '-1 annoyed'), ['card.yml:17:16 write {score: -1, word: annoyed}']),
    ('n/a', card('    feels: 1', '    feels: n/a'), ['card.yml:8:12 leave the line out while it is not known']),
    ('file ends in .yaml.txt', {'card.yml': None, 'card.yaml.txt': CARD}, ['card.yaml.txt:1:1 rename it to card.yaml']),
    ('only a docx', {'card.yml': None, 'library.yml': None, 'card.docx': b'PK\x03\x04'}, ['.:1:1 begin with a title and stages', 'card.docx:1:1 copy its text into a YAML file']),
    ("Excel's Unicode text", {'more.txt': NUMBERS.replace(',', '\t').encode('utf-16')}, ['more.txt:1:1 rename it to more.csv']),
    ('CSV saved as text', {'more.TXT': '"metric";"date";"entered"\r\n'}, ['more.TXT:1:1 rename it to more.csv']),
    ('table with tabs', {'more.tsv': 'date\tmetric\tvalue\n'}, ['more.tsv:1:1 rename it to more.csv']),
    ('notes', {'notes.txt': 'On this date the metric was, as agreed, renamed.\n', 'README.txt': '', '~$more.xlsx': b'', 'a.pdf': b'%PDF'}, []),
    ('a spreadsheet', {'more.xlsx': b'PK\x03\x04', 'old.XLS': b'\xd0\xcf', 'own.ods': b'PK'}, ["more.xlsx:1:1 save it as 'CSV UTF-8'", "old.XLS:1:1 save it as 'CSV UTF-8'", "own.ods:1:1 save it as 'CSV UTF-8'"]),
    ('a document beside the maps', {'notes.docx': b'PK\x03\x04'}, ['notes.docx:1:1 this file is not read: it is a document of a word processor']),
    ('Excel as CSV', {'numbers.csv': b'PK\x03\x04' + bytes(50)}, ["numbers.csv:1:1 open it in the spreadsheet and save it as 'CSV UTF-8'"]),
    ('map duplicated', {'card copy.yml': CARD}, ['card copy.yml:1:1 remove one of them']),
    ('library duplicated', {'library (1).yml': LIBRARY}, ['library (1).yml:1:1 remove one of them']),
    ('settings in a subfolder', {'shop/atlas.yml': 'title: City library\nlang: en\n'}, ['shop/atlas.yml:1:1 move it there']),
    ('settings called settings.yml', {'settings.yml': 'title: City library\nlang: en\n'}, ['settings.yml:1:1 rename it to atlas.yml']),
    ('a docker file', {'compose.yml': 'version: 3\nservices: {web: {image: a}}\n'}, ["compose.yml:1:1 a map needs 'title: …' and 'stages: …'; keep other files out of the folder"]),
    ('mkdocs.yml in the folder', {'mkdocs.yml': 'site_name: A\ntheme: material\nplugins: [search, journeybook]\n'}, ["mkdocs.yml:1:1 a map needs 'title: …' and 'stages: …'; keep other files out of the folder"]),
    ('UTF-16 YAML from Notepad', {'card.yml': CARD.encode('utf-16')}, ['card.yml:1:1 save it as UTF-8']),
    ('Windows-1252 YAML', {'card.yml': CARD.replace('about it', 'über').encode('cp1252')}, ['card.yml:6:18 save it as UTF-8']),
    ('RTF', {'card.yml': b'{\\rtf1\\ansi title: A}'}, ['card.yml:1:1 copy its text into a YAML file']),
    ('empty file', {'new.yml': ''}, ["new.yml:1:1 a map needs 'title: …' and 'stages: …'"]),
    *((f'CSV {cell}', cell_of(cell), [f'numbers.csv:2:19 {said}']) for cell, said in CELLS),
    *((f'CSV column {name}', {'numbers.csv': f'{COUNTED.strip()},{name}\nvisits,2026-10-31,100,58,x\n'}, [f"numbers.csv:1:31 did you mean {said}?"]) for name, said in COLUMNS),
    ('CSV count that a spreadsheet shortened', cell_of('1.2E+05', ','), ['numbers.csv:2:19 digits are lost: show all digits in the spreadsheet and save again']),
    ('amount in lakhs', stake('1.2 lakh'), ["card.yml:22:80 write 120000; the currency stands under 'currency'"]),
    ('amount in thousands, in either way', stake('1.234 Tsd. €'), ["card.yml:22:80 write 1234000, or 1234 if the point is a decimal one; the currency stands under 'currency'"]),
    ('amount with a sign between its thousands', stake('1.200 €'), ["card.yml:22:80 write 1200, or 1.200 if the point is a decimal one; the currency stands under 'currency'"]),
    ('target in French thousands', library('kind: conversion', 'kind: conversion, target: 12 milliers'), ["library.yml:4:64 write 12000, or 12 where the unit says 'milliers'"]),
    ('survey in kilograms', library('n: 40', 'n: 40 kg'), ['library.yml:5:61 write 40']),
    ('CSV share of half', {'numbers.csv': COUNTED + 'visits,2026-10-31,50%,\n'}, ['numbers.csv:2:19 write the count itself, such as 500 of 1000']),
    ('heading of Markdown before a list', bare('title: A\nstages:\n  - I hear\n\n## Pains\n\n- Too long\n'), ["card.yml:5:1 write the name of the field in its place, such as 'pains:'"]),
    ('heading of Markdown as a comment', bare('title: A\n## Stages\nstages:\n  - I hear\n## Pains\npains:\n  - Too long\n'), []),
    ('quote beside the feeling', card('        does: Writes', '        quote: Again\n        does: Writes'), ["card.yml:16:9 it belongs to 'feels': write feels: {quote: …}"]),
    ('satisfaction beside the rating', card('        does: Writes', '        satisfaction: 4\n        does: Writes'), ["card.yml:16:9 it belongs to 'rating': write rating: {satisfaction: …}"]),
    ('typographic quotes around a comma in braces', card('{score: -1, word: annoyed}', '{score: -1, quote: “Again, and again”}'), ["card.yml:17:43 typographic quotes are no quotes in YAML; type ' or \" around a text with a comma"]),
    ('question mark before a text', card('        does: Writes', '        needs:\n          - ? nobody knows\n        does: Writes'), ["card.yml:17:13 '?' alone has a meaning in YAML: put the text in quotes"]),
    ('question mark before a text in braces', card('text: The form', 'text: ? The form'), ["card.yml:19:35 '?' alone has a meaning in YAML: put it in quotes"]),
    ('dash before a name', card('name: Fills in the form', 'name: - Fills in the form'), ["card.yml:15:15 remove it, or put the text in quotes"]),
    ('a map that is like the map itself', {**card('id: card\n', 'id: card\nparent: cards\n'), 'carts.yml': 'title: Carts\nid: carts\nstages: [I read]\n'}, ["card.yml:3:9 did you mean 'carts'?"]),
    ("a whiteboard's export", {'board.json': '{"data": [{"id": "1", "type": "sticky_note"}]}'}, ["board.json:1:1 this file is not read: it is what another tool exports: write a map with 'title: …' and 'stages: …'"]),
    ("a whiteboard's export renamed", {'board.yml': '{"data": [{"id": "1", "type": "sticky_note"}]}'}, ["board.yml:1:1 a map needs 'title: …' and 'stages: …'; keep other files out of the folder"]),
    ('frequency as a count', card('severity: 3', 'severity: 3, frequency: 7'), ["card.yml:19:87 1 is hardly ever and 5 always; a count is said in words, such as '7 times a month'"]),
    ('wait without its unit', card('does: Writes down the address', 'wait: 5'), ["card.yml:16:15 write it too, such as '5 minutes' or '5 days'"]),
    ('duration of none', card('does: Writes down the address', 'wait: 0'), []),
    ('line break of HTML in a name', card('name: I hear about it', 'name: I hear<br/>about it'), ['card.yml:6:11 write it as one line']),
    ('CSV of single answers', {'numbers.csv': 'metric,date,score\nvisits,2026-10-31,4\nvisits,2026-10-31,5\n'}, ["numbers.csv:1:13 did you mean 'value'? Where each row is one answer, count how many gave 1 … 5 (s1 … s5)"]),
    ('CSV of single answers as values', {**library('kind: conversion', 'kind: csat'), 'numbers.csv': 'metric,date,value\nvisits,2026-10-31,4\n'}, ['numbers.csv:2:1 where each row is one answer, count how many gave each']),
    ('CSV German', {'numbers.csv': 'Metrik;Datum;Begonnen;Abgeschlossen\nvisits;31.10.2026;100;58\n'}, ["numbers.csv:1:1 did you mean 'metric'?", "numbers.csv:1:8 did you mean 'date'?", "numbers.csv:1:14 did you mean 'entered'?", "numbers.csv:1:23 did you mean 'completed'?"]),
    ('CSV percent', {'numbers.csv': COUNTED + 'visits,2026-10-31,100,58%\n'}, ['numbers.csv:2:23 write the count itself, such as 580 of 1000']),
    ('CSV date us', {'numbers.csv': COUNTED + 'visits,10/31/2026,100,58\n'}, ['numbers.csv:2:8 write 2026-10-31']),
    ('CSV thousand', {'numbers.csv': 'metric;date;entered;completed\nvisits;2026-10-31;1.000;580\n'}, ['numbers.csv:2:19 write 1000']),
    ('CSV text number', {'numbers.csv': COUNTED + 'visits,2026-10-31,hundred,58\n'}, ["numbers.csv:2:19 'entered' must be a number, not 'hundred'"]),
    ('CSV people', {'numbers.csv': COUNTED + 'visits,2026-10-31,100 people,58\n'}, ['numbers.csv:2:19 write 100; the unit stands with the metric']),
    ('CSV n/a', {'numbers.csv': COUNTED + 'visits,2026-10-31,100,n/a\n'}, ['numbers.csv:2:23 leave the cell empty where the number is not known']),
    ('CSV dash', {'numbers.csv': COUNTED + 'visits,2026-10-31,100,-\n'}, ['numbers.csv:2:23 leave the cell empty where the number is not known']),
    ('CSV more done than entered', {'numbers.csv': COUNTED + 'visits,2026-10-31,58,100\n'}, ['numbers.csv:2:22 100 completed, but only 58 entered']),
    ('CSV title row', {'numbers.csv': 'Visits of October,,,\nmetric,date,entered,completed\nvisits,2026-10-31,100,58\n'}, ['numbers.csv:1:1 remove what stands above that line']),
    ('CSV total row', {'numbers.csv': COUNTED + 'visits,2026-10-31,100,58\nTotal,,100,58\n'}, ['numbers.csv:3:1 write it, or remove the row: sums are computed']),
    ('CSV metric by name', {'numbers.csv': COUNTED + 'Visits,2026-10-31,100,58\n'}, ["numbers.csv:2:1 did you mean 'visits'?"]),
    ('CSV twice', {'numbers.csv': COUNTED + 'visits,2026-10-31,100,58\nvisits,2026-10-31,90,50\n'}, ['numbers.csv:3:1 join or remove one']),
    ('CSV stage by name', {'numbers.csv': 'metric,date,map,stage,entered,completed\nvisits,2026-10-31,card,I sign up,100,58\n'}, ["numbers.csv:2:24 did you mean 'sign-up'?"]),
    ('CSV wide', {'numbers.csv': 'metric,Jan 2026,Feb 2026\nvisits,100,90\n'}, ["numbers.csv:1:8 each date has a row of its own, with the date in the column 'date'", "numbers.csv:1:17 each date has a row of its own, with the date in the column 'date'"]),
    ('CSV formula', {'numbers.csv': COUNTED + 'visits,2026-10-31,=SUM(A1:A3),58\n'}, ['numbers.csv:2:19 save the table with the results of its formulas']),
    ('CSV error cell', {'numbers.csv': COUNTED + 'visits,2026-10-31,#REF!,58\n'}, ['numbers.csv:2:19 the spreadsheet could not work this out; leave the cell empty, or mend the']),
    ('CSV month word', {'numbers.csv': COUNTED + 'visits,Oktober 2026,100,58\n'}, []),
    ('CSV week', {'numbers.csv': COUNTED + 'visits,KW 44,100,58\n'}, ['numbers.csv:2:8 write a day as 2026-06-30, a month as 2026-06, a quarter as 2026-Q2']),
    ('CSV full-width digits', {'numbers.csv': COUNTED + 'visits,2026-10-31,１００,58\n'}, []),
    ('lang as a word', {'atlas.yml': 'title: A\nlang: English\n'}, ["atlas.yml:2:7 did you mean 'en'?"]),
    ('rule off as false', {'atlas.yml': 'rules: {unused-record: false}\n'}, ["atlas.yml:1:24 did you mean 'off'?"]),
    ('rule level warn', {'atlas.yml': 'rules: {unused-record: warn}\n'}, ["atlas.yml:1:24 did you mean 'warning'?"]),
    ('rule typo', {'atlas.yml': 'rules: {unused-records: off}\n'}, ["atlas.yml:1:9 did you mean 'unused-record'?"]),
    ('rule as a list', {'atlas.yml': 'rules: [unused-record]\n'}, ["atlas.yml:1:8 write one line below it for each, such as 'stage-without-owner: error'"]),
    ('duties as a text', card("    feels: 1", "    steps: [{name: a, duties: Calls back}]"), ["card.yml:8:31 write one line below it for each, such as 'care: Calls back'"]),
    ('scoring unknown', {'atlas.yml': 'scoring: MoSCoW\n'}, ["atlas.yml:1:10 'scoring' must be one of value_effort, rice, ice, wsjf, ulwick, not 'MoSCoW'"]),
    ('lanes by label', {'atlas.yml': 'lanes: [Emotions, Pain points]\n'}, ["atlas.yml:1:9 did you mean 'feels'?", "atlas.yml:1:19 did you mean 'pains'?"]),
    ('labels unknown', {'atlas.yml': 'labels: {pains: Ouch}\n'}, ["atlas.yml:1:10 did you mean 'section.pains' or 'field.pains'?"]),
    ('issue url', {'atlas.yml': 'issue_url: https://jira.example/browse/\n'}, ['atlas.yml:1:12 such as https://jira.example/browse/{issue}']),
    ('tags not on the list', {'atlas.yml': 'tags: [checkout]\n', 'card.yml': CARD.replace('id: card\n', 'id: card\ntags: [Checkout]\n')}, ["card.yml:3:8 did you mean 'checkout'?"]),
    ('review default number', {'atlas.yml': 'review: {every: 3}\n'}, ["atlas.yml:1:17 write '3 months', P3M or '90 days'"]),
    ('limits in MB', {'atlas.yml': 'limits: {size: 5 MB}\n'}, ["atlas.yml:1:16 'size' must be a whole number from 1000 to 1000000000, not '5 MB'"]),
    ('a metric defined in a map', card('id: card\n', 'id: card\nmetrics: [{id: nps, name: NPS}]\n'), ["card.yml:3:11 write the metric under 'metrics:' in library.yml, and only its id here: nps"]),
    ('a metric with its value', card('id: card\n', 'id: card\nmetrics:\n  - nps: 30\n'), ["card.yml:4:5 write the metric under 'metrics:' in library.yml, and only its id here: nps"]),
    ('a metric defined where there is no library', bare('title: A\nstages:\n  - name: I hear\n    metrics: [{name: Net score}]\n'), ["card.yml:4:15 in a library file such as library.yml, and only its id here: net-score"]),
    ('a goal defined in a map', card('id: card\n', 'id: card\ngoals: [{id: faster, title: Faster}]\n'), ["card.yml:3:9 write the goal under 'goals:' in library.yml, and only its id here: faster"]),
    ('teams in a map', card('id: card\n', 'id: card\nteams: [{id: p, name: P}]\n'), ["card.yml:3:1 write them under 'teams:' in library.yml"]),
    ('a pain written where it is named', card('pains: [long-form]', 'pains: [{text: Long form}]'), ["card.yml:21:53 write the pain under 'pains:' of the map, and only its id here: long-form"]),
    ('touchpoints as comma text, undefined', bare('title: A\nstages:\n  - name: I hear\n    touchpoints: Counter, Phone\n'), ["card.yml:4:18 write [Counter, Phone], or put the name in quotes"]),
    ('touchpoints as comma text, all unknown', library('poster, name: Poster', 'desk, name: Desk') | card('[poster]', 'Counter, Desk'), ["card.yml:9:18 several names are written as a list: [Counter, desk]"]),
    ('a name with a comma in quotes', bare('title: A\nstages:\n  - name: I hear\n    touchpoints: "Counter, Phone"\n'), []),
    ('two owners in a text', bare('title: A\nowner: workshop, shop\nstages: [I hear]\n'), ["card.yml:2:8 write workshop, and name the others under 'raci: {responsible: …}'"]),
    ('two owners in a text, defined', card('owner: it-team\n    steps', 'owner: it-team and front-desk\n    steps'), ["card.yml:12:12 one team is answerable; name the other one under 'raci: {responsible: …}'"]),
    ('tags as comma text', card('id: card\n', 'id: card\ntags: a, b\n'), ["card.yml:3:7 write [a, b]"]),
    ('items on the line of the key', bare('title: A\nstages: - a - b\n'), ["card.yml:2:9 write each item on a line of its own, with '- ' before it"]),
    ('semicolons between stages', bare('title: A\nstages: [I wait; I pay]\n'), ["card.yml:2:10 write [I wait, I pay]"]),
    ('two lines with an en dash', bare('title: A\nstages:\n  – name: I hear\n  – name: I pay\n'), ["card.yml:3:3 the sign of a list item is a hyphen: type '- '"]),
    ('two texts with an en dash', bare('title: A\nstages:\n  – I hear\n  – I pay\n'), ["card.yml:3:3 write each item on a line of its own, with a hyphen and a space before it: '- '"]),
    ('numbered stages', bare('title: A\nstages:\n  1. I hear\n  2. I pay\n'), ["card.yml:3:3 write each item on a line of its own, with a hyphen and a space before it: '- '"]),
    ('month in words without its century', {'numbers.csv': COUNTED + 'visits,Sep 26,100,58\n'}, ['numbers.csv:2:8 write 2026-09 if the month is meant']),
    ("Excel's months", {'numbers.csv': COUNTED + 'visits,Okt-26,100,58\n'}, ['numbers.csv:2:8 write 2026-10 if the month is meant']),
    ('months in words', {'numbers.csv': COUNTED + ''.join(f'visits,{month},100,58\n' for month in ('Sept. 2026', 'März 2026', '08/2026', '2026年7月', '30. Juni 2026'))}, []),
    ('week', {'numbers.csv': COUNTED + 'visits,KW 44/2026,100,58\n'}, ['numbers.csv:2:8 write a week as its first and last day: 2026-10-26/2026-11-01']),
    ('survey in a month without its century', library('2026-06-30', 'Sep 26'), ['library.yml:5:46 write 2026-09 if the month is meant']),
    ('survey in a month', library('2026-06-30', 'März 2026'), []),
    ("survey on a spreadsheet's day", library('2026-06-30', '46295'), ["library.yml:5:46 a spreadsheet's number of a day: write 2026-09-30"]),
    ('shipped in a month', card('effort: 2', 'effort: 2, shipped: März 2026'), ['card.yml:21:129 write the day too, such as 2026-03-01']),
    ('CSV k. A.', {'numbers.csv': COUNTED + 'visits,2026-10-31,100,k. A.\n'}, ['numbers.csv:2:23 leave the cell empty where the number is not known']),
    ('CSV so many ten thousands', {'numbers.csv': COUNTED + 'visits,2026-10-31,1.2万,58\n'}, ["numbers.csv:2:19 write 12000"]),
    ('CSV a thousand in a letter', {'numbers.csv': COUNTED + 'visits,2026-10-31,3k,58\n'}, ["numbers.csv:2:19 write 3000"]),
    ('CSV in brackets', {'numbers.csv': 'metric,date,value\nvisits,2026-10-31,(12)\n'}, ["numbers.csv:2:19 write -12 if it is below zero, else 12"]),
    ('no space behind colons', {'library.yml': None, 'numbers.csv': None, 'card.yml': 'title: Moving\nstages:\n  - name:I pack\n    feels:-1\n  - name:I move\n'}, [
        "card.yml:3:5 no space follows the colon: write 'name: …'", "card.yml:4:5 no space follows the colon: write 'feels: …'",
        "card.yml:5:5 no space follows the colon: write 'name: …'",
    ]),
    ('resolved no', {'card.yml': CARD + "pains: [{text: It is slow, resolved: not yet}]\n"}, ["card.yml:22:38 leave the line out while it hurts"]),
    ('a transition from the map', {'card.yml': CARD + "transitions: [{from: card, to: hear}]\n"}, ["card.yml:22:22 a transition begins at a stage or step of its own map, and 'card' is the map itself: name the stage or step"]),
    ('CSV about', {'numbers.csv': COUNTED + 'visits,2026-10-31,ca. 200,58\n'}, ["numbers.csv:2:19 write 200 alone; a note about it may stand in a column such as 'x-note'"]),
    ('CSV more than', {'numbers.csv': COUNTED + 'visits,2026-10-31,>5,5\n'}, ['numbers.csv:2:19 a limit is no count: write the number itself, or leave the cell empty']),
    ('CSV from to', {'numbers.csv': COUNTED + 'visits,2026-10-31,5-10,5\n'}, ['numbers.csv:2:19 write one number in a cell']),
    ('CSV share with a comma', {'numbers.csv': 'metric;date;value\nvisits;2026-10-31;12,5 %\n'}, ["numbers.csv:2:19 write 12,5 where the metric's unit is '%'; for kinds that are counted, the counts themselves"]),
    ('CSV merged cells', {'numbers.csv': COUNTED + 'visits,2026-08-31,100,58\n,2026-09-30,100,58\n,2026-10-31,100,58\n'}, ['numbers.csv:3:1 a merged cell of a spreadsheet fills its first row only (undo the merge and fill down)']),
    ('CSV merged dates', {'numbers.csv': 'metric,date,region,entered,completed\nvisits,2026-08-31,north,100,58\nvisits,,south,100,58\n'}, ['numbers.csv:3:1 and a merged cell fills its first row only']),
    ('CSV sums without a word', {'numbers.csv': COUNTED + 'visits,2026-10-31,100,58\n,,100,58\n'}, ['numbers.csv:3:1 write them, or remove the row: sums are computed']),
    ('CSV notes', {'numbers.csv': 'metric,date,entered,completed,Bemerkung\nvisits,2026-10-31,100,58,rain\n'}, ["numbers.csv:1:31 if it is a note of your own, name it 'x-bemerkung'"]),
    ('CSV notes below no name', {'numbers.csv': 'metric,date,entered,completed,\nvisits,2026-09-30,100,58,rain\nvisits,2026-10-31,100,58,sun\n'}, ["numbers.csv:2:26 write one there, such as 'x-note' for a note of your own"]),
    ('at a stage by its name', {'card.yml': CARD + 'pains: [{id: p, text: P, at: I sign up}]\n'}, ["card.yml:22:30 did you mean 'sign-up'?"]),
    ('days with their unit', {'atlas.yml': 'title: A\noutcome_days: 180 days\n'}, ['atlas.yml:2:15 write the number of days alone, such as 180']),
    ('audience internal', card('id: card\n', 'id: card\naudience: internal\n'), ["card.yml:3:11 did you mean 'employees'?"]),
    ('audience unknown', card('id: card\n', 'id: card\naudience: board members\n'), ["card.yml:3:11 'audience' must be one of public, employees, restricted, not 'board members': public is the widest, restricted the narrowest"]),
    ('audience as a list', card('id: card\n', 'id: card\naudience: [public, employees]\n'), ["card.yml:3:11 write one of them, without brackets"]),
    ('tags in full-width brackets', card('id: card\n', 'id: card\ntags: 【a，b】\n'), ["card.yml:3:7 the bracket is a full-width one (U+3010); type '[' and ']', with ', '"]),
    ('sticky note bullet emoji', bare('title: A\nstages:\n  ✅ I hear\n  ✅ I pay\n'), ["card.yml:3:3 write each item on a line of its own, with a hyphen and a space before it: '- '"]),
    ('checkbox list', bare('title: A\nstages:\n  - [ ] I hear\n  - [x] I pay\n'), ['card.yml:3:9 remove the brackets']),
    ('letters as list signs', bare('title: A\nstages:\n  a) I hear\n  b) I pay\n'), ["card.yml:3:3 write each item on a line of its own, with a hyphen and a space before it: '- '"]),
    ('double dash', bare('title: A\nstages:\n  -- I hear\n  -- I pay\n'), ["card.yml:3:3 write each item on a line of its own, with a hyphen and a space before it: '- '"]),
    ('dash then name on the next line wrongly', bare('title: A\nstages:\n  -\n  name: I hear\n'), ['card.yml:4:3 begin it behind the dash, or two spaces further in than it']),
    ('dash with tab', bare('title: A\nstages:\n  -\tname: I hear\n'), ["card.yml:3:4 type '- '"]),
    ('key bold', bare('**title**: A\nstages: [I hear]\n'), ['card.yml:1:1 remove them']),
    ('keys in quotes typographic', bare('“title”: A\nstages: [I hear]\n'), ['card.yml:1:1 typographic quotes are no quotes in YAML; remove them']),
    ('yaml in code fence', bare('```yaml\ntitle: A\nstages: [I hear]\n```\n'), ['card.yml:1:1 remove it']),
    ('chat intro', bare('Here is your map:\n\ntitle: A\nstages: [I hear]\n'), ['card.yml:1:1 no field has blanks in its name: remove the line if it is a heading, or put text that ends with a colon in quotes']),
    ('slash comments', bare('title: A // the map\n// todo\nstages: [I hear]\n'), ["card.yml:2:1 type '# ', or remove the line"]),
    ('ruler', bare('title: A\n=====\nstages: [I hear]\n'), ['card.yml:2:1 remove it']),
    ('html comment', bare('<!-- map -->\ntitle: A\nstages: [I hear]\n'), ["card.yml:1:1 type '# ', or remove the line"]),
    ('severity 3/4', card('severity: 3', 'severity: 3/4'), ['card.yml:19:73 write 3']),
    ('feels word list', card('    feels: 1', '    feels: [happy, curious]'), ['card.yml:8:12 write {score: 1, word: …}, with the strongest one']),
    ('feels ++', card('    feels: 1', '    feels: ++'), ["card.yml:8:12 -2 is very negative, 0 neither, 2 very positive; a word for it stands under 'word'"]),
    ('feels full-width', card('    feels: 1', '    feels: －１'), ['card.yml:8:12 write -1, with a hyphen for the minus']),
    ('owner TBD', card('owner: it-team\n    steps', 'owner: TBD\n    steps'), ["card.yml:12:12 write '?' while it is not known"]),
    ('owner ？', card('owner: it-team\n    steps', 'owner: ？\n    steps'), []),
    ('owner it-team？', card('owner: it-team\n    steps', 'owner: it-team？\n    steps'), []),
    ('owner team: person', card('owner: it-team\n    steps', 'owner: it-team: Anna\n    steps'), ["card.yml:12:19 a person is written 'owner: {team: …, person: …}'; other text with a colon needs quotes"]),
    ('owner undefined n/a', bare('title: A\nowner: n/a\nstages: [I hear]\n'), ["card.yml:2:8 write '?' while it is not known"]),
    ('touchpoints none', bare('title: A\nstages:\n  - name: I hear\n    touchpoints: none\n    pains: none\n'), ['card.yml:4:18 leave the line out where there is none', 'card.yml:5:12 leave the line out where there is none']),
    ('pains 无', bare('title: A\nstages:\n  - name: I hear\n    pains: 无\n    touchpoints: 无\n'), ['card.yml:4:12 leave the line out where there is none', 'card.yml:5:18 leave the line out where there is none']),
    ('pain severity beside', bare('title: A\nstages:\n  - name: I hear\n    pains:\n      - Too slow\n        severity: 3\n'), ["card.yml:5:9 write the key of the text, such as '- text: Too slow' or '- name: …'"]),
    ('pain severity as item', bare('title: A\nstages:\n  - name: I hear\n    pains:\n      - Too slow\n      - severity: 3\n'), ["card.yml:6:9 add 'text: …'; or where it belongs to the item above, write '- text: …' there and this below it, without a dash"]),
    ('link www', card('id: card\n', 'id: card\nlink: www.library.example\n'), ['card.yml:3:7 write https://www.library.example']),
    ('link windows', card('id: card\n', 'id: card\nlink: C:\\Users\\anna\\map.pdf\n'), ["card.yml:3:7 a file on your own computer is on nobody else's: write the address of a copy that readers can reach"]),
    ('link with spaces', card('id: card\n', 'id: card\nlink: my map.pdf\n'), ['card.yml:3:7 write %20 for a blank']),
    ('link markdown', card('id: card\n', 'id: card\nlink: "[the map](https://a.example)"\n'), ['card.yml:3:7 write the address alone: https://a.example']),
    ('media as text', card('id: card\n', 'id: card\nmedia: img/till.png\n'), ['card.yml:3:8 write {path: img/till.png, alt: …}']),
    ('review 3 Monate', card('id: card\n', 'id: card\nreview: {every: 3 Monate}\n'), []),
    ('review vierteljährlich', card('id: card\n', 'id: card\nreview: vierteljährlich\n'), []),
    ('review outcome ok', card('id: card\n', 'id: card\nreview: {every: 3 months, log: [{date: 2026-09-01, outcome: ok}]}\n'), ["card.yml:3:61 did you mean 'confirmed'?"]),
    ('evidence n 40 people', library('n: 40', 'n: 40 people'), ['library.yml:5:61 write 40']),
    ('evidence n 1.200', library('n: 40', 'n: 1.200'), ['library.yml:5:61 write 1200']),
    ('evidence n 1,200', library('n: 40', 'n: "1,200"'), ['library.yml:5:61 write 1200']),
    ('evidence kind', library('n: 40', 'n: 40, kind: Umfrage'), ["library.yml:5:71 did you mean 'survey'?"]),
    ('metric target 70 %', library('kind: conversion', 'kind: conversion, target: 70 %'), ['library.yml:4:64 write 70, and "unit: \'%\'" with the metric']),
    ('metric target 70,5', library('kind: conversion', 'kind: conversion, target: "70,5"'), ['library.yml:4:64 write 70.5']),
    ('metric better', library('kind: conversion', 'kind: conversion, better: up'), ["library.yml:4:64 did you mean 'higher'?"]),
    ('metric kind', library('kind: conversion', 'kind: Conversion rate'), ["library.yml:4:44 did you mean 'conversion'?"]),
    ('rice comma', card('effort: 2', 'effort: 2, rice: {reach: 4100, impact: "1,5", confidence: 80%, effort: 2}'), ['card.yml:21:148 write 1.5', 'card.yml:21:167 write 0.8']),
    ('rice reach thousand', card('effort: 2', 'effort: 2, rice: {reach: 4.100, impact: 1, confidence: 0.8, effort: 2}'), ['card.yml:21:134 write 4100, or 4.1 if the point is a decimal one']),
    ('rice confidence 80', card('effort: 2', 'effort: 2, rice: {reach: 4100, impact: 1, confidence: 80, effort: 2}'), ['card.yml:21:163 write 0.8 for 80 %']),
    ('issue number', card('effort: 2', 'effort: 2, issue: #214'), ['card.yml:21:127 put the text in quotes']),
    ('value at stake amt', {'card.yml': CARD + 'opportunities: [{id: o, title: O, pains: [long-form], value_at_stake: {amount: 120.000, currency: EUR}}]\n'}, ['card.yml:22:80 write 120000, or 120 if the point is a decimal one']),
    ('view Blueprint', card('id: card\n', 'id: card\nview: Service Blueprint\n'), ["card.yml:3:7 did you mean 'blueprint'?"]),
    ('next Exit', card('    feels: 1\n', '    feels: 1\n    next: Exit\n'), ["card.yml:9:11 customers who leave go to 'exit'; behind the last stage nothing is written"]),
    ('next with condition', card('    feels: 1\n', '    feels: 1\n    next: sign-up if I have time\n'), ['card.yml:9:11 write {to: sign-up, when: I have time}']),
    ('moment_of_truth ja', card('        does: Writes', '        moment_of_truth: ja\n        does: Writes'), ['card.yml:16:26 write the reason, or true']),
    ('rating stars', card('        does: Writes', '        rating: {satisfaction: 4/5}\n        does: Writes'), ['card.yml:16:32 write 4']),
    ('CSV header twice', {'numbers.csv': 'metric,date,map,stage,entered,completed\nvisits,2026-09-30,card,sign-up,100,58\nmetric,date,map,stage,entered,completed\nvisits,2026-10-31,card,sign-up,100,58\n'}, ['numbers.csv:3:1 remove it']),
    ('CSV comment line inside', {'numbers.csv': 'metric,date,map,stage,entered,completed\n# October\nvisits,2026-10-31,card,sign-up,100,58\n'}, ["numbers.csv:2:1 remove it; notes stand in a column of their own, such as 'x-note'"]),
    ('CSV source footer', {'numbers.csv': 'metric,date,map,stage,entered,completed\nvisits,2026-10-31,card,sign-up,100,58\n\nSource: library system\n'}, ["numbers.csv:4:1 remove it; notes stand in a column of their own, such as 'x-note'"]),
    ('CSV two tables', {'numbers.csv': 'metric,date,map,stage,entered,completed\nvisits,2026-10-31,card,sign-up,100,58\n\nmetric,date,value\nx,2026-10-31,5\n'}, ['numbers.csv:4:1 put it into a file of its own']),
    ('CSV unit row', {'numbers.csv': 'metric,date,map,stage,entered,completed\n,,,,people,people\nvisits,2026-10-31,card,sign-up,100,58\n'}, ['numbers.csv:2:1 write them, or remove the row: sums are computed, and units stand with the metric']),
    ('CSV header with units', {'numbers.csv': 'metric,date,entered (people),completed (people)\nvisits,2026-10-31,100,58\n'}, ["numbers.csv:1:13 did you mean 'entered'?", "numbers.csv:1:30 did you mean 'completed'?"]),
    ('CSV header with star', {'numbers.csv': 'metric*,date*,entered*,completed*\nvisits,2026-10-31,100,58\n'}, ["numbers.csv:1:1 did you mean 'metric'?", "numbers.csv:1:9 did you mean 'date'?", "numbers.csv:1:15 did you mean 'entered'?", "numbers.csv:1:24 did you mean 'completed'?"]),
    ('CSV full-width comma rows', {'numbers.csv': 'metric,date,entered,completed\nvisits，2026-10-31，100，58\n'}, ["numbers.csv:2:1 its cells are separated by '，' (U+FF0C): type commas"]),
    ('CSV value for conversion', {'numbers.csv': 'metric,date,value\nvisits,2026-10-31,58\n'}, ["numbers.csv:2:1 the value is computed from them; where only the value is known, the metric is of the kind 'ratio'"]),
    ('CSV date range', {'numbers.csv': 'metric,date,map,stage,entered,completed\nvisits,01.10.2026 - 31.10.2026,card,sign-up,100,58\n'}, ['numbers.csv:2:8 write 2026-10-01/2026-10-31']),
    ('settings lanes string', {'atlas.yml':'lanes: feels, pains\n'}, ['atlas.yml:1:8 several names are written as a list: [feels, pains]']),
    ('settings plugin options', {'atlas.yml':'title: A\naudience: public\n'}, ["atlas.yml:2:1 this is an option of the site: in mkdocs.yml, write 'audience: …' below '- journeybook:'"]),
    ('settings nested under atlas', {'atlas.yml':'atlas:\n  title: A\n  lang: en\n'}, ["atlas.yml:1:1 remove the line 'atlas:', and the blanks before the lines below it"]),
    ('library key lib', {'library.yml':'library:\n  teams: [{id: front-desk, name: Front desk}, {id: it-team, name: IT team}]\n'}, ["library.yml:1:1 remove the line 'library:', and the blanks before the lines below it"]),
    ('library as bare list', {'library.yml':'- {id: front-desk, name: Front desk}\n- {id: it-team, name: IT team}\n'}, ["library.yml:1:1 write what the records are above them, such as 'teams:'"]),
    ('teams as names', bare('teams: [Front desk, IT team]\n'), ['card.yml:1:9 write {name: Front desk}', 'card.yml:1:21 write {name: IT team}']),
    ('teams as mapping', {'library.yml':'teams:\n  front-desk: Front desk\n  it-team: IT team\n'}, ["library.yml:2:3 write each on a line of its own with '- ' before it, such as '- {id: front-desk, name: …}'"]),
    ('maps in one file', {'card.yml':'maps:\n  - title: A\n    stages: [I hear]\n'}, ['card.yml:1:1 begin each map in a file of its own']),
    ('map nested under map', bare('map:\n  title: A\n  stages: [I hear]\n'), ["card.yml:1:1 remove the line 'map:', and the blanks before the lines below it"]),
    ('stage group text', bare('title: A\nstages:\n  - group: Before\n    stages: [I hear]\n'), ["card.yml:4:5 a stage holds no stages: write 'group: …' at each of them, or what is within one under 'steps:'"]),
    ('stages closing round', bare('title: A\nstages: (I hear, I pay)\n'), ["card.yml:2:9 the brackets around a list are '[' and ']'"]),
    ('stages braces', bare('title: A\nstages: {I hear, I pay}\n'), ["card.yml:2:9 the brackets around a list are '[' and ']'"]),
    ('CSV decimal comma of Chinese writing', {'numbers.csv': 'metric,date,value\nvisits,2026-10-31,"12，5"\n'}, ['numbers.csv:2:19 write 12.5']),
    ('CSV decimal comma of Chinese writing between semicolons', {'numbers.csv': 'metric;date;value\nvisits;2026-10-31;12，5\n'}, ['numbers.csv:2:19 write 12,5']),
    ('CSV columns too narrow', {'numbers.csv': COUNTED + 'visits,########,100,58\nvisits,2026-10-31,100,####\n'}, ['numbers.csv:2:8 a spreadsheet shows this where a column is too narrow: widen the column there, and save or copy it again', 'numbers.csv:3:23 a spreadsheet shows this where a column is too narrow: widen the column there, and save or copy it again']),
    ('date from a column too narrow', library('2026-06-30', '"########"'), ['library.yml:5:46 a spreadsheet shows this where a column is too narrow: widen the column there, and save or copy it again']),
    ('settings with a capital', {'Atlas.yml': 'title: A\nlang: en\n'}, ['Atlas.yml:1:1 rename it to atlas.yml']),
    ('method with capitals, and its weights', {'atlas.yml': 'scoring: {method: WSJF, weights: {job_size: 2}}\n'}, ["atlas.yml:1:19 did you mean 'wsjf'?"]),
    ('labels by what they say', {'atlas.yml': 'labels: {Stages: Phasen, Pain points: Ouch, 阶段: 步, Wow: a}\n'}, ["atlas.yml:1:10 did you mean 'field.stages' or 'kind.stage'?", "atlas.yml:1:26 did you mean 'field.pains'?", "atlas.yml:1:45 did you mean 'field.stages' or 'kind.stage'?", "atlas.yml:1:52 a label is named as in 'field.stages'; all are listed in languages/en.py of the package"]),
    ('text below a bar not indented', card('        does: Writes down the address', '        does: |\n        Writes down\n        the address'), ["card.yml:17:9 begin each of its lines two blanks further in than 'does'"]),
    ('text below a fold not indented', card('id: card\n', 'id: card\nsummary: >\nHow it goes: in two lines\nof text\n'), ["card.yml:4:1 begin each of its lines two blanks further in than 'summary'"]),
    ('quoted as in a mail', bare('> title: A\n> stages:\n>   - name: I hear\n'), ["card.yml:1:3 remove the '>' and the blank behind it from all lines"]),
    ('a comment behind a hash that is none', card('touchpoints: [poster]', 'touchpoints: [a#b, e # f]'), ['card.yml:9:26 put the text in quotes']),
    ('link a mail address', card('id: card\n', 'id: card\nlink: anna@library.example\n'), ['card.yml:3:7 write mailto:anna@library.example']),
    ('link without its colon', card('id: card\n', 'id: card\nlink: https//library.example\n'), ['card.yml:3:7 write https://library.example']),
    ('link with one letter too few', card('id: card\n', 'id: card\nlink: htps://library.example\n'), ['card.yml:3:7 write https://library.example']),
    ('link with a full-width colon', card('id: card\n', 'id: card\nlink: https：//library.example\n'), ['card.yml:3:7 write https://library.example']),
    ('link without its scheme', card('id: card\n', 'id: card\nlink: library.com/cards\n'), ['card.yml:3:7 write https://library.com/cards']),
    ('link with a blank', card('id: card\n', 'id: card\nlink: https://library.example/a b\n'), ['card.yml:3:7 write https://library.example/a%20b']),
    ('link to a mail address with a blank', card('id: card\n', 'id: card\nlink: "mailto: anna@library.example"\n'), ['card.yml:3:7 write mailto:anna@library.example']),
    ('link to a mail address without quotes', card('id: card\n', 'id: card\nlink: mailto: anna@library.example\n'), ['card.yml:3:13 remove it: an address holds no blanks']),
    ('link to a telephone', card('id: card\n', 'id: card\nlink: "tel: +49 (0) 30 1234"\n'), ['card.yml:3:7 write tel:+49301234']),
    ('link to journeys', card('id: card\n', 'id: card\nlink: journeys:card\n'), ['card.yml:3:7 write journey:card']),
    ('link to a map as to a host', card('does: Writes down the address', 'does: As in [the card](journey://card)'), ['card.yml:16:15 write journey:card']),
    ('link in angle brackets', card('id: card\n', 'id: card\nlink: <https://library.example>\n'), ["card.yml:3:7 write it without '<' and '>'"]),
    ('links that are none of these', card('id: card\n', 'id: card\nlink: notes/library.community.md\n'), []),
    ('bullets below a text', card('does: Writes down the address', 'does: Opens the app\n          - logs in\n          - pays'), ["card.yml:17:11 where a list may stand, write each line, the first too, below the key and with '- ' before it; to keep the lines of one text, write '|' behind the colon and begin the text on the next line"]),
    ('bullets of Word in place of a list', bare('title: A\nstages:\n  - name: I hear\n    pains:\n      • slow\n      • loud\n'), ["card.yml:5:7 where a list may stand, write each line, the first too, below the key and with '- ' before it; to keep the lines of one text, write '|' behind the colon and begin the text on the next line"]),
    ('bullets below an item', bare('title: A\nstages:\n  - name: I hear\n    pains:\n      - Slow\n        – very slow\n        – and loud\n'), ["card.yml:6:9 begin all items in the same column; to keep the lines of one text, write '- |' and begin the text on the next line"]),
    ('asterisks in place of a list', bare('title: A\nstages:\n  - name: I hear\n    does:\n      * looks\n      * asks\n'), ["card.yml:5:7 type '- '"]),
    ('bullets that keep their lines', bare('title: A\nstages:\n  - name: I hear\n    does: |\n      • looks\n      • asks\n'), []),
    ('churn as a share of 1', library('kind: conversion}', 'kind: churn, better: lower}') | {'numbers.csv': 'metric,date,value\nvisits,2026-10-31,0.031\n'}, ["numbers.csv:2:19 write 3.1 where 3.1 % is meant; a rate that is so low says \"unit: '%'\" with its metric"]),
    ('target as a share of 1', library('kind: conversion}', 'kind: conversion, target: 0.7}'), ['library.yml:4:64 write 70 where 70 % is meant']),
    ('CSV count below zero', library('kind: conversion}', 'kind: count}') | {'numbers.csv': 'metric,date,value\nvisits,2026-10-31,-12\n'}, ['numbers.csv:2:19 what may be below zero, such as a change, is of kind ratio; else correct the number']),
    ('duration below zero', card('does: Writes down the address', 'duration: -5 days'), ['card.yml:16:19 write 5 days, without the sign before it']),
    ('duration backwards', card('does: Writes down the address', 'wait: 5–2 days'), ['card.yml:16:15 write 2–5 days']),
    ('year in another century', library('2026-06-30', '1926-06-30'), ['library.yml:5:46 did you mean 2026?']),
    ('year with its digits swapped', card('effort: 2', 'effort: 2, due: 2206-12-31'), ['card.yml:21:125 did you mean 2026?']),
    ('CSV year in another century', {'numbers.csv': COUNTED + 'visits,1926-10-31,100,58\n'}, ['numbers.csv:2:8 did you mean 2026?']),
    ('metric with its value', bare('title: A\nmetrics: ["NPS: 45"]\nstages: [I hear]\n'), ["card.yml:2:11 write NPS alone; its value stands under 'metrics:' in a library file such as library.yml: {id: nps, name: NPS, values: [{date: …, value: 45}]}"]),
    ('metric with its value, defined', card('id: card\n', 'id: card\nmetrics: ["Visits: 45"]\n'), ["card.yml:3:11 did you mean 'visits'?"]),
    ('several names in quotes', bare('title: A\nstages:\n  - name: I hear\n    touchpoints: "Web, App; Phone"\n'), ['card.yml:4:18 write [Web, App, Phone]']),
    ('rows of a table as items', bare('title: A\nstages:\n  - I hear\tfront-desk\n  - I pay\tfront-desk\n'), ["card.yml:3:5 write each row as '- name: …', with its other cells as fields below it; in a text, write a blank in place of the tab"]),
    ('rows of a table as text', bare('title: A\nstages:\n  - name: I hear\n    pains:\n      Slow\t3\tShop\n      Bad\t2\tIT\n'), ["card.yml:5:7 write each row as '- name: …', with its other cells as fields below it; in a text, write a blank in place of the tab"]),
    ('rows of a table in place of stages', bare('title: A\nstages:\n  I hear\tfront-desk\n  I pay\tfront-desk\n'), ["card.yml:3:3 write each row as '- name: …', with its other cells as fields below it"]),
    ('a file that is a table', bare('Stage\tOwner\tPain\nI hear\tfront-desk\tNobody tells\n'), ["card.yml:1:1 begin with 'title: …' and 'stages:', and write each row as '- name: …', with its other cells as fields below it"]),
    ('a file with one team', {'team.yml': 'id: shop\nname: Shop\n'}, ["team.yml:1:1 write 'teams:' above it, '- ' before its first line, and two blanks more before the others"]),
    ('a file with one persona', {'anna.yml': 'id: anna\nname: Anna\nquote: Hi\nneeds: [a]\n'}, ["anna.yml:1:1 write 'personas:' above it, '- ' before its first line, and two blanks more before the others"]),
    ('a file with one survey', {'survey.yml': 'id: s1\ntitle: Survey\ndate: 2026-06-30\nn: 4\n'}, ["survey.yml:1:1 write 'evidence:' above it, '- ' before its first line, and two blanks more before the others"]),
    ('Chinese fields with full-width colons', bare('标题：办借书证\n阶段：\n  - 名称：听说\n    痛点：[没人告诉我]\n'), ["card.yml:1:1 type ':' and a space; fields have English names: write 'title: …'", "card.yml:2:1 type ':' and a space; fields have English names: write 'stages: …'", "card.yml:3:5 type ':' and a space; fields have English names: write 'name: …'", "card.yml:4:5 type ':' and a space; fields have English names: write 'pains: …'"]),
    ('Chinese texts with full-width colons', bare('title: A\nstages:\n  - 听说：好\n  - name: b\n    pains:\n      - 问题：排队太久\n      - 原因：人太少\n    does: 目标：省钱\n'), []),
    ('picture with capitals in its ending', card('id: card\n', 'id: card\nmedia: [{path: photo.PNG, alt: A}]\n') | {'photo.png': b'\x89PNG\r\n\x1a\n' + bytes(50)}, ["card.yml:3:16 did you mean 'photo.png'? capitals and endings matter"]),
    ('picture with another ending', card('id: card\n', 'id: card\nmedia: [{path: photo.jpg, alt: A}]\n') | {'photo.png': b'\x89PNG\r\n\x1a\n' + bytes(50)}, ["card.yml:3:16 did you mean 'photo.png'? capitals and endings matter"]),
    ('satisfaction good', card('        does: Writes', '        rating: {satisfaction: good}\n        does: Writes'), ['card.yml:16:32 write a number: 1 is the least and 5 the most']),
    ('review on a day', card('id: card\n', 'id: card\nreview: 2026-12-01\n'), ["card.yml:3:9 this says how often: write '3 months', P3M or '90 days'; a day on which the map was reviewed stands under 'log:', as in log: [{date: 2026-09-01, outcome: confirmed}]"]),
    ('rule unlike any', {'atlas.yml': 'rules: {foo-bar: off}\n'}, ["atlas.yml:1:9 'journeybook explain' lists them all"]),
    ('comments that ignore nothing', {'card.yml': CARD.replace('feels: 1', 'feels: 1 # journeybook ignore[stage-without-owner] known').replace('name: I sign up', 'name: I sign up  # journeybook:ignore(long-name) known').replace('id: hear', 'id: hear # journeybook: ingore[long-name] known').replace('name: Fills in the form', 'name: Fills in the form # ignore: long-name')}, ["card.yml:5:14 write '# journeybook: ignore[long-name] reason'", "card.yml:8:14 write '# journeybook: ignore[stage-without-owner] reason'", "card.yml:11:22 write '# journeybook: ignore[long-name] reason'", "card.yml:15:33 write '# journeybook: ignore[long-name] reason'"]),
    ('comments that only speak of it', {'card.yml': CARD.replace('feels: 1', 'feels: 1 # journeybook ignores nothing here, see long-name').replace('name: I sign up', 'name: I sign up  # skip this, it is optional')}, []),
    ('files with a slip in their ending', {'b.ymal': CARD, 'n.cvs': '', 'c.yamll': ''}, ['b.ymal:1:1 rename it to b.yml', 'c.yamll:1:1 rename it to c.yml', 'n.cvs:1:1 rename it to n.csv']),
    ('files with a map and another ending', {'b.json': '{"title": "A", "stages": ["x"]}', 'b.txt': CARD, 'noending': LIBRARY, 'map.md': CARD}, ['b.json:1:1 rename it to b.yml', 'b.txt:1:1 rename it to b.yml', 'map.md:1:1 rename it to map.yml', 'noending:1:1 rename it to noending.yml']),
    ('files beside the maps', {'README.md': '# Maps\n\nstages: see below\n```\nstages:\n  - a\n```\n', 'geo.json': '{"a": 1}', 'card.yml.bak': CARD, 'card.yml~': CARD, 'LICENSE': 'Do what you like: all of it.\n'}, []),
    ('a document as RTF', {'notes.rtf': '{\\rtf1 }'}, ['notes.rtf:1:1 copy its text into a YAML file, or keep it out of the folder']),
    ('translations with another ending', {'languages/pl.po.txt': '', 'languages/cs.json': '{}', 'languages/it.mo': b'\xde\x12', 'languages/notes.md': ''}, ["languages/cs.json:1:1 write the translation as cs.po, which 'journeybook words cs' begins", "languages/it.mo:1:1 write the translation as it.po, which 'journeybook words it' begins", 'languages/pl.po.txt:1:1 rename it to pl.po']),
    ('a translation beside the maps', {'pl.po': ''}, ['pl.po:1:1 move it to languages/pl.po at the top of the folder of the maps']),
    ('a translation and what its program keeps', {'languages/pl.po': 'msgid ""\nmsgstr "Language: pl\\n"\n', 'languages/pl.mo': b'\xde\x12'}, []),
    ('a translation named after a country', {'languages/pl_PL.po': ''}, ["languages/pl_PL.po:1:1 name it after a language's code, such as pl.po"]),
    ('a translation with another language in its head', {'languages/pl.po': 'msgid ""\nmsgstr "Language: de\\n"\n'}, ["languages/pl.po:1:1 write 'Language: pl', or call the file de.po"]),
    ('fuzzy translations', {'languages/pl.po': 'msgid ""\nmsgstr "Language: pl\\n"\n\n#, fuzzy\nmsgctxt "kind.map"\nmsgid "Map"\nmsgstr "Mapa"\n\n#, fuzzy\nmsgctxt "kind.step"\nmsgid "Step"\nmsgstr "Krok"\n'}, ["languages/pl.po:5:1 look at it, and take ', fuzzy' away above it"]),
    ('a translation over the English text', {'languages/pl.po': 'msgid ""\nmsgstr "Language: pl\\n"\n\nmsgctxt "section.pains"\nmsgid "Co przeszkadza"\nmsgstr ""\n\nmsgctxt "kind.step"\nmsgid "Krok"\nmsgstr "Krok"\n'}, ["languages/pl.po:4:1 msgid stays as it is, 'Where it hurts'; write the translation in msgstr", "languages/pl.po:8:1 msgid must be 'Step', where it was overtyped; else 'journeybook words' writes it anew, with this translation to look at"]),
    ('a translation whose ending has capitals', {'languages/pl.PO': 'msgid ""\n'}, ['languages/pl.PO:1:1 rename it to pl.po']),
    ('a translation with another key', {'languages/pl.po': 'msgid ""\nmsgstr "Language: pl\\n"\n\nmsgctxt "kind.mapp"\nmsgid "Map"\nmsgstr "Mapa"\n'}, ["languages/pl.po:4:1 did you mean 'kind.map'? else take the entry out"]),
    ('a translation with typographic quotes', {'languages/pl.po': 'msgid ""\nmsgstr "Language: pl\\n"\n\nmsgctxt "kind.map"\nmsgid "Map"\nmsgstr “Mapa”\n'}, ['languages/pl.po:6:1 typographic quotes are none here: type "']),
    ('a translation with a quote left open', {'languages/pl.po': 'msgid ""\nmsgstr "Language: pl\\n"\n\nmsgctxt "kind.map"\nmsgid "Map"\nmsgstr "Mapa\n'}, ['languages/pl.po:6:1 type " at both ends of the text']),
    ('heading of Confluence', bare('h2. Journey\ntitle: A\nstages: [a]\n'), ["card.yml:1:1 remove the mark, or type '# ' before the line"]),
    ('panel of Confluence', bare('{panel:title=A}\ntitle: A\nstages: [a]\n{panel}\n'), ["card.yml:1:1 remove the mark, or type '# ' before the line"]),
    ('mention of Confluence', bare('title: A\nowner: "[~anna]"\nstages: [a]\n'), ['card.yml:2:8 write anna alone']),
    ('survey on a day without its year', library('2026-06-30', '30. Juni'), ['library.yml:5:46 write the year too, such as 2026-06-30']),
    ('survey in a quarter without its century', library('2026-06-30', 'Q2/26'), ['library.yml:5:46 write 2026-Q2']),
    ('amount in thousands with its currency', {'card.yml': CARD + 'opportunities: [{id: o, title: O, pains: [long-form], value_at_stake: {amount: 1.2 Mio. €}}]\n'}, ["card.yml:22:80 write 1200000; the currency stands under 'currency'"]),
    ('amount in words', {'card.yml': CARD + 'opportunities: [{id: o, title: O, pains: [long-form], value_at_stake: {amount: about 120 T€ a year}}]\n'}, []),
    ('CSV total in Chinese', {'numbers.csv': COUNTED + 'visits,2026-10-31,100,58\n合计,2026-10-31,100,58\n'}, ['numbers.csv:3:1 remove the row: sums are computed']),
    ('CSV columns parted by blanks', {'numbers.csv': 'metric   date         value\nvisits   2026-10-31   1\n'}, ['numbers.csv:1:1 save it as comma-separated values']),
    ('CSV year of two digits first', {'numbers.csv': COUNTED + 'visits,26-10-31,100,58\n'}, ['numbers.csv:2:8 write 2026-10-31 or 2031-10-26, whichever is meant']),
    ('pains by their ids', {'card.yml': CARD + 'pains:\n  long: It is long\n'}, ["card.yml:23:3 write each on a line of its own with '- ' before it, such as '- {id: long, text: …}'"]),
    ('next with its condition behind a colon', card('    feels: 1\n', '    feels: 1\n    next: {sign-up: if happy}\n'), ['card.yml:9:12 write {to: sign-up, when: if happy}']),
    ('a person with a telephone', card('owner: it-team\n    steps', 'owner: {team: it-team, person: Anna, phone: 1}\n    steps'), ["card.yml:12:42 all fields that may stand here do so already; own ones begin with 'x-'"]),
    ('unit in words', library('kind: conversion', 'kind: conversion, unit: Prozent'), ['library.yml:4:62 write "%"']),
    ('target as a limit', library('kind: conversion', 'kind: conversion, target: ">= 70 %"'), ["library.yml:4:64 write 70; which way is better is said by 'better: higher' of the metric"]),
    ('target in words', library('kind: conversion', 'kind: conversion, target: more than 70'), []),
    ('picture by its id in a text', card('does: Writes down the address', 'does: See ![the form](journey:card#fill)'), ["card.yml:16:15 'journey:card#fill' is a page, and no picture: for a link, remove the '!'"]),
    ('picture in a text', card('does: Writes down the address', 'does: [One, "See ![the form](form.png)"]'), ["card.yml:16:21 a text holds no pictures: they stand under 'media: [{path: …, alt: …}]' of the map; for a link, remove the '!'"]),
    ('HTML in a text', card('does: Writes down the address', 'does: Writes <u>the</u> address'), ['card.yml:16:15 remove it: HTML has no effect here']),
    ('link of a wiki', card('does: Writes down the address', 'does: "Writes, see [[Address form|the form]]"'), ["card.yml:16:15 a link is written [words](address); the address of a map is 'journey:' and its id"]),
    ('marks in code', card('does: Writes down the address', 'does: Writes `<b>` and `__init__`'), []),
    ('mark of a source in a chat', card('title: Getting a library card', 'title: Getting a library card【12:3†source】'), ["card.yml:1:8 remove it, and name what it stood for under 'evidence'"]),
    ('marks of other assistants', {'card.yml': CARD.replace('Writes down the address', 'Writes citeturn0search1').replace('I sign up', 'I sign up [oaicite:0]').replace('Fills in the form', 'Fills in :contentReference[oaicite:0]{index=0}').replace('library card', 'library card [^1^]')}, [f"card.yml:{at} means nothing here: remove it" for at in ('1:8', '11:11', '15:15', '16:15')]),
    ('feeling in a word', card('feels: 1\n', 'feels: frustrated\n'), ['card.yml:8:12 write {score: -1, word: frustrated}; -2 is very negative, 0 neither, 2 very positive, and the number is yours to say']),
    ('feeling in an unknown word', card('feels: 1\n', 'feels: 像个陌生人\n'), ['card.yml:8:12 write {score: …, word: 像个陌生人}; -2 is very negative, 0 neither, 2 very positive']),
    ('feeling in words that say two numbers', card('feels: 1\n', 'feels: angry but hopeful\n'), ['card.yml:8:12 write {score: …, word: angry but hopeful}']),
    ('feeling in a word, meant so', card('feels: 1\n', 'feels: {word: frustrated}\n'), []),
    ('typographic quotes around a comma in brackets', bare('title: A\nstages:\n  - name: I hear\n    touchpoints: [“web, app”, shop]\n'), ['card.yml:4:19 so that its comma parts it into 2 items: write "web, app", with straight quotes']),
    ('German quotes around two commas in brackets', bare('title: A\nstages:\n  - name: I hear\n    touchpoints: [„web, app, till“]\n'), ['card.yml:4:19 so that its comma parts it into 3 items: write "web, app, till", with straight quotes']),
    ('headings of Markdown as stages', bare('title: A\nstages:\n## I hear\n- poster\n- flyer\n## I pay\n- till\n'), ["card.yml:3:1 write '- name: I hear' in its place, and below it what it holds as its fields; or 'group: I hear' at each of the stages"]),
    ('headings of Markdown above fields', bare('title: A\nstages:\n### 1. I hear\n- does: reads\n- thinks: why\n'), ["card.yml:4:3 the heading above is a comment: write '- name: 1. I hear' in its place, and what it holds as its fields, without dashes", "card.yml:5:3 add 'name: …'"]),
    ('headings of Markdown without stages', bare('title: A\n## I hear\n- poster\n## I pay\n- till\n'), ["card.yml:2:1 '##' begins a comment here, and no heading: write 'stages:' in place of the first one, below it each as '- name: I hear'"]),
    ('headings between stages that have fields', card('  - id: sign-up', '  ## At the desk\n  - id: sign-up'), []),
    ('shipped before it is done', card('status: accepted', 'status: proposed, shipped: 2026-10-01'), ["card.yml:21:92 write 'status: done', or 'due: …' in place of 'shipped' where the day is only planned"]),
    *((f'keys in {language}', bare(text), ["card.yml:1:1 did you mean 'title'?", "card.yml:2:1 did you mean 'stages'?"]) for language, text in (
        ('French', 'titre: Carte\nétapes:\n  - nom: Je découvre\n'), ('Spanish', 'título: Carné\netapas:\n  - nombre: Descubro\n'), ('Italian', 'titolo: Tessera\nfasi:\n  - nome: Scopro\n'),
        ('Dutch', 'titel: Kaart\nfasen:\n  - naam: Ik hoor\n'), ('Portuguese', 'título: Cartão\nETAPAS:\n  - nome: Descubro\n'))),
    *((f'{key} in a stage', bare(f'title: A\nstages:\n  - name: B\n    {key}: [C]\n'), [f"card.yml:4:5 did you mean '{meant}'?"]) for key, meant in (
        ('étapes', 'steps'), ('pasos', 'steps'), ('passi', 'steps'), ('irritants', 'pains'), ('points de contact', 'touchpoints'), ('Puntos de contacto', 'touchpoints'), ('canales', 'touchpoints'),
        ('pijnpunten', 'pains'), ('émotions', 'feels'), ('responsable', 'owner'), ('necesidades', 'needs'), ('opportunità', 'opportunities'))),
    ('a field with a foreign name that means none', bare('title: A\nstages:\n  - name: B\n    température: 3\n'), ['card.yml:4:5 fields have English names; fields here are']),
    *((f'survey in {text}', library('2026-06-30', f'"{text}"'), [f'library.yml:5:46 {said}']) for text, said in (
        ('T3 2026', 'write 2026-Q3 for the quarter, or the first and the last day'), ('3T26', 'write 2026-Q3 for the quarter'), ('3Q26', 'write 2026-Q3'), ('2e trimestre 2026', 'write 2026-Q2'),
        ('1er semestre 2026', 'write 2026-H1'), ('2026-T3', 'write 2026-Q3 for the quarter'), ('III. Quartal 2026', 'write 2026-Q3'))),
    ('survey in quarters that are read', library('2026-06-30', 'Q2 2026'), []),
    ('CSV quarter in French', {'numbers.csv': COUNTED + 'visits,T3 2026,100,58\n'}, ['numbers.csv:2:8 write 2026-Q3 for the quarter']),
    ('tags with semicolons', {'atlas.yml': 'tags: a; b\n'}, ['atlas.yml:1:7 write [a, b]']),
    ('pains as lines without dashes', bare("title: A\nstages:\n  - name: I hear\n    pains:\n      Too long\n      Too slow\n"), ["card.yml:5:7 where a list may stand, write each line, the first too, below the key and with '- ' before it; to keep the lines of one text, write '|' behind the colon and begin the text on the next line"]),
    ('stage: repeated', bare("title: A\nstage: I hear\nstage: I pay\n"), ["card.yml:2:1 did you mean 'stages'?", "card.yml:3:1 write 'stages:' once, and each of them below it with '- ' before it"]),
    ('dash before each field', bare("title: A\nstages:\n  - name: I hear\n  - feels: 1\n  - owner: shop\n"), ["card.yml:4:5 where 'feels' belongs to the item above, put a blank in place of its dash; else add 'name: …'", "card.yml:5:5 where 'owner' belongs to the item above, put a blank in place of its dash; else add 'name: …'"]),
    ('transitions arrows', {"card.yml": CARD+"transitions:\n  - hear -> sign-up\n"}, ['card.yml:23:5 write {from: hear, to: sign-up}']),
    ('link words', card("id: card\n", "id: card\nlink: see Confluence\n"), ["card.yml:3:7 words are no address: write one such as https://example.com/map, or the words under 'summary'"]),
    ('html entities', card("name: I sign up", "name: Terms &amp; conditions"), ["card.yml:11:11 write the character itself: '&'"]),
    ('template placeholder', card("name: I sign up", "name: <Stage name>"), ['card.yml:11:11 write what is meant, or leave the line out']),
    ('placeholder brackets', card("does: Writes down the address", "does: '[Describe what the customer does]'"), ['card.yml:16:15 write what is meant, or leave the line out']),
    ('ini style', bare("title = A\nstages = I hear, I pay\n"), ["card.yml:1:1 type ': ' in place of '='"]),
    ('channel medium both', library("medium: offline", "medium: online and offline"), ["library.yml:3:47 did you mean 'hybrid'?"]),
    ('touchpoint channel list', library("channel: street", "channel: [street, web]"), ['library.yml:2:51 only one may stand here: write it without brackets or dashes']),
    ('target with warn reversed', library("kind: conversion", "kind: conversion, better: higher, target: 50, warn: 70"), ["library.yml:4:90 write a line below the target, or mend 'better'"]),
    ('metric better false', library("kind: conversion", "kind: conversion, better: less is better"), ["library.yml:4:64 did you mean 'lower'?"]),
    ('min_n text', library("kind: conversion", "kind: conversion, min_n: at least 30"), ['library.yml:4:63 write 30 alone']),
    ('evidence date range words', library("2026-06-30", "June to August 2026"), ['library.yml:5:46 write 2026-06/2026-08']),
    ('evidence in the future', library("2026-06-30", "2027-06-30"), ['library.yml:5:46 correct the date where it is a slip; what is only planned is no evidence yet']),
    ('evidence kind Google Analytics', library("n: 40", "n: 40, kind: Google Analytics"), ["library.yml:5:71 did you mean 'analytics'?"]),
    ('team in teams nested', library("{id: it-team, name: IT team}]", "{id: it-team, name: IT team, teams: [{id: net, name: Net}]}]"), ["library.yml:1:74 write each as one more item of the list 'teams:', with 'parent: …' in it"]),
    ('goals metric by name', {"library.yml": LIBRARY+"goals: [{id: g, title: G, metric: Visits per month, target: 10%}]\n", **card("id: card\n","id: card\ngoals: [g]\n")}, ["library.yml:6:35 did you mean 'visits'? else add {id: visits-per-month, name: Visits per month} under 'metrics:' in library.yml and write 'visits-per-month' here"]),
    ('rules severity high', {"atlas.yml": "rules: {unused-record: high}\n"}, ["atlas.yml:1:24 did you mean 'error'?"]),
    ('scoring weights percent', {"atlas.yml": "scoring: {method: wsjf, weights: {value: 50%, job_size: high}}\n"}, ['atlas.yml:1:42 write 0.5', 'atlas.yml:1:57 write a number']),
    ('metric unknown', {'numbers.csv': COUNTED + "signups,2026-10-31,100,58\n"}, ["numbers.csv:2:1 add {id: signups, name: …} under 'metrics:' in library.yml"]),
    ('metric column missing', {'numbers.csv': "date,entered,completed\n2026-10-31,100,58\n"}, ['numbers.csv:1:1 add it, with the id of a metric of the library in each row']),
    ('date column missing', {'numbers.csv': "metric,entered,completed\nvisits,100,58\n"}, ['numbers.csv:1:1 add it, with the day or period of the count in each row, such as 2026-06-30 or 2026-06']),
    ('transposed', {'numbers.csv': "metric,visits,visits\ndate,2026-09-30,2026-10-31\nentered,100,120\ncompleted,58,60\n"}, ['numbers.csv:1:1 swap rows and columns in the spreadsheet (copy, paste special, transpose), and save again']),
    ('percent of 1 and of 100 in completed', {'numbers.csv': COUNTED + "visits,2026-10-31,1,0.58\n"}, ['numbers.csv:2:21 a share is no count: write how many, such as 580 of 1000']),
    ('negative in parens accounting', {**library('kind: conversion', 'kind: count'), **{'numbers.csv': "metric,date,value\nvisits,2026-10-31,12-\n"}}, ['numbers.csv:2:19 write -12: the sign stands before the number']),
    ('french headers', {'numbers.csv': "métrique;date;entrés;terminés\nvisits;2026-10-31;100;58\n"}, ["numbers.csv:1:1 did you mean 'metric'?", "numbers.csv:1:15 did you mean 'entered'?", "numbers.csv:1:22 did you mean 'completed'?"]),
    ('pivot total column', {'numbers.csv': "metric,date,entered,completed,Total\nvisits,2026-10-31,100,58,158\n"}, ['numbers.csv:1:31 remove the column: sums are computed']),
)  # fmt: skip


@pytest.mark.parametrize(("files", "said"), [row[1:] for row in MISTAKES], ids=[row[0] for row in MISTAKES])
def test_a_mistake_is_told_with_what_to_write(files: Files, said: list[str], tmp_path: Path) -> None:
    for name, text in {"card.yml": CARD, "library.yml": LIBRARY, "numbers.csv": NUMBERS, **files}.items():
        if text is not None:
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(text.encode() if isinstance(text, str) else text)
    found = check.load(tmp_path, TODAY).problems
    assert len(found) == len(said), found
    for problem, line in zip(found, said, strict=True):
        assert line.startswith(f"{problem.place} ")
        assert line.removeprefix(f"{problem.place} ") in f"{problem.message}: {problem.hint}"


@pytest.mark.parametrize(("word", "score"), [("very negative", -2), ("Negative", -1), ("neutral", 0), ("positiv", 1), ("非常正面", 2)])
def test_a_word_of_the_scale_is_its_score(word: str, score: int, tmp_path: Path) -> None:
    (tmp_path / "m.yml").write_text(f"title: M\nstages: [{{name: A, feels: {word}}}]\n", encoding="utf-8")
    loaded = check.load(tmp_path, TODAY)
    feeling = loaded.atlas.maps["m"].record.stages[0].feels
    assert (loaded.problems, feeling.score, feeling.word) == ((), score, word)


def test_what_stands_beside_the_folder_of_a_site_is_told(tmp_path: Path) -> None:
    files = {"mkdocs.yml": "site_name: A\n", "numbers.csv": "metric;date;value\nvisits;2026-10-31;5\n", "docs/journeys/b.yml": "title: B\nstages:\n  - I pay\n",
             "library.yml": LIBRARY, "data.csv": "a,b\n1,2\n", "docs/other.yml": "a: 1\n", "journeys/card.yml": "title: A\nstages:\n  - I hear\n"}  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = [f"{problem.place.path} {problem.hint}" for problem in check.load(tmp_path / "journeys", TODAY).problems if problem.code == "file-name"]
    assert found == [f"../{path} move it to journeys/{path.rpartition('/')[2]}" for path in ("docs/journeys/b.yml", "library.yml", "numbers.csv")]
    (tmp_path / "mkdocs.yml").unlink()
    assert not [problem for problem in check.load(tmp_path / "journeys", TODAY).problems if problem.code == "file-name"]


def test_the_atlas_that_is_changed_is_sound(tmp_path: Path) -> None:
    for name, text in {"card.yml": CARD, "library.yml": LIBRARY, "numbers.csv": NUMBERS}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert check.load(tmp_path, TODAY).problems == ()


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("folder", ["journeys"], "must be text, not a list"),
        ("navigation", "on", "must be one of auto, hubs, none, not 'on'"),
        ("navigation", False, "must be one of auto, hubs, none, not 'no', 'off' or 'false' (did you mean 'none'?)"),
        ("fail_on", True, "must be one of error, warning, not 'yes', 'on' or 'true' (did you mean 'warning'?)"),
        ("audience", ["public"], "must be one of public, employees, restricted, not a list (write it without brackets or dash)"),
        ("language", "Chinese", "must be one of de, en, zh, not 'Chinese' (did you mean 'zh'?)"),
        ("language", "中文", "not '中文' (did you mean 'zh'?)"),
        ("audience", "everyone", "must be one of public, employees, restricted, not 'everyone' (did you mean 'public'?)"),
        ("audience", "internal", "must be one of public, employees, restricted, not 'internal' (did you mean 'employees'?)"),
        ("fail_on", "errors", "must be one of error, warning, not 'errors' (did you mean 'error'?)"),
        ("pages", "team, pain", "must be a list such as '[a, b]', not text"),
        ("pages", ["metrics"], "not 'metrics' (did you mean 'metric'?)"),
        ("diagrams", True, "must be one of own, mermaid, not 'yes', 'on' or 'true'"),
        ("audiance", "public", "there is no option 'audiance' (did you mean 'audience'?)"),
        ("lang", "zh", "there is no option 'lang' (did you mean 'language'?)"),
    ],
)
def test_an_option_of_the_site(option: str, value: object, said: str) -> None:
    options = Options()
    options.load_dict({option: value})
    ((name, error),) = options.validate()[0]
    assert name == option
    assert said in str(error)
    assert "class" not in str(error)
