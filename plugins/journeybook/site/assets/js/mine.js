/* One's own team, chosen once and kept in this browser only: marks its journeys on the home, says what it has to know first, and lets
   the page of a team be called one's own. */
(() => {
  "use strict";
  if (window.journeybookMine) return; // instant navigation may run scripts again
  window.journeybookMine = true;
  const KEY = "journeybook-team"; // the same as on maps, in reader.js
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  let kept = { get: () => "", set() {} }; // where the browser keeps nothing, as it may from a file

  try {
    const { localStorage: store } = window;
    kept = { get: () => store.getItem(KEY) ?? "", set: (team) => (team ? store.setItem(KEY, team) : store.removeItem(KEY)) };
  } catch { /* not allowed */ }

  function make(tag, properties, ...children) {
    const node = Object.assign(document.createElement(tag), properties);
    node.append(...children);
    return node;
  }

  /* How many moments of the journey in `row` are the team's. */
  function moments(row, team) {
    const own = (row.dataset.mine ?? "").split("\n").find((it) => team && it.startsWith(team + " "));
    return own ? Number(own.slice(team.length + 1)) : 0;
  }

  function home(box) {
    const select = box.querySelector("select"), news = document.querySelector("[data-jb-mine]"), rows = all(".jb-wall tbody tr");
    function show() {
      const option = select.selectedOptions[0], team = select.value;
      rows.forEach((row) => row.classList.toggle("jb-mine", moments(row, team) > 0));
      if (!news) return; // a further part of the list
      news.hidden = !team;
      if (!team) return;
      news.querySelector("a").href = option.dataset.href;
      news.querySelector("ul").replaceChildren(...option.dataset.said.split("|").map((it) => make("li", {}, make("span", {}, it))));
    }
    select.value = kept.get();
    select.value ||= ""; // a team that has nothing here
    select.onchange = () => {
      kept.set(select.value);
      show();
    };
    box.hidden = false;
    show();
  }

  /* The page of a team: a box to tick. */
  function page(box) {
    const tick = box.querySelector("input");
    tick.checked = kept.get() === box.dataset.jbTeamPage;
    tick.onchange = () => kept.set(tick.checked ? box.dataset.jbTeamPage : "");
    box.hidden = false;
  }

  function start() {
    all("[data-jb-my-team]").forEach(home);
    all("[data-jb-team-page]").forEach(page);
  }

  if (window.document$) document$.subscribe(start);
  else addEventListener("DOMContentLoaded", start);
})();
