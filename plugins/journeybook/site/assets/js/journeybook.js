/* Comfort for tables that work without it: sorts <table data-jb-sort="Sort by {column}">, filters the table in #ID by a form in
   <div data-jb-filter="ID" hidden> and keeps the address in step. */
(() => {
  "use strict";
  if (window.journeybookComfort) return; // instant navigation may run scripts again
  window.journeybookComfort = true;
  const narrow = matchMedia("(max-width: 44.99em)");
  let filters = [];

  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const text = (node) => node.textContent.replace(/\s+/g, " ").trim();
  const value = (cell) => cell.dataset.value ?? text(cell);
  const number = (cell) => parseFloat(value(cell).replace(/[,\s]/g, "").replace("−", "-"));
  const fold = (words) => words.normalize("NFKC").toLowerCase().trim();
  const heads = (table) => [...table.tHead.rows[0].cells];

  function make(tag, properties, ...children) {
    const node = Object.assign(document.createElement(tag), properties);
    node.append(...children);
    return node;
  }

  function alphabet(node) {
    try { return new Intl.Collator(node.closest("[lang]").lang, { numeric: true }).compare; }
    catch { return new Intl.Collator().compare; } // no such language
  }

  /* The text for a number of rows: data-count-one, data-count-few and so on, as the page's language counts. */
  function counted(table, words, number) {
    let kind = number === 1 ? "one" : "other";
    try { kind = new Intl.PluralRules(table.closest("[lang]").lang).select(number); }
    catch { /* no such language */ }
    return words[`count${kind[0].toUpperCase()}${kind.slice(1)}`] ?? words.countOther;
  }

  /* An order is the number of a column, "-3" downwards, "" as the table stands. */
  function sorting(table) {
    const [body] = table.tBodies, columns = heads(table), rows = [...body.rows], compare = alphabet(table);
    const it = { value: "", compare, changed() {} };

    it.sort = (order) => {
      const index = Math.abs(order) - 1, column = columns[index];
      it.value = column ? order : "";
      columns.forEach((head) => head.removeAttribute("aria-sort"));
      if (!column) return body.append(...rows);
      column.setAttribute("aria-sort", order > 0 ? "ascending" : "descending");
      const [key, by] = column.dataset.type === "number" ? [number, (a, b) => a - b] : [value, compare];
      const keyed = rows.map((row) => [key(row.cells[index]), row]), full = ([it]) => it !== "" && !Number.isNaN(it);
      keyed.sort((a, b) => full(b) - full(a) || full(a) && Math.sign(order) * by(a[0], b[0]));
      body.append(...keyed.map(([, row]) => row));
    };

    columns.forEach((head, index) => {
      const title = table.dataset.jbSort.replace("{column}", () => text(head)), up = `${index + 1}`;
      const onclick = () => {
        it.sort({ [up]: "-" + up, ["-" + up]: "" }[it.value] ?? up);
        it.changed();
      };
      head.append(make("button", { type: "button", title, onclick }, ...head.childNodes));
    });
    return it;
  }

  /* What a cell is found by: value for the address, words to show (its own where these differ from the rest of its kind). */
  function choices(cell) {
    const links = all("a", cell);
    return (links.length ? links : [cell]).map((it) => [value(it), it.dataset.word ?? text(it)]);
  }

  function filtering(box, first, sorters) {
    const words = box.dataset, table = byId(words.jbFilter).querySelector("table");
    const rows = [...table.tBodies[0].rows];
    if (rows.length < 4) return [];
    const path = location.pathname, long = words.jbFilter + ".", prefix = first ? "" : long;
    const form = make("form", { autocomplete: "off" }), count = make("p"), sorter = sorters.get(table), fields = [];
    let timer;

    function numeral(n) {
      try { return n.toLocaleString(table.closest("[lang]").lang); }
      catch { return `${n}`; } // no such language
    }

    const more = make("details", { className: "jb-filters", open: !narrow.matches }, make("summary", 0, words.more));
    function add(name, label, control, passes, box = more) {
      fields.push(Object.assign(control, { name: prefix + name, passes }));
      box.append(make("label", 0, label, control));
    }

    /* A choice among what `found` tells of each row: pairs of a value for the address and a word to show. */
    function choice(name, label, found) {
      const known = [...new Map(rows.flatMap(found))].sort(([, a], [, b]) => sorter.compare(a, b));
      if (known.length < 2) return;
      const options = [["", words.all], ...known.filter(([value]) => value)].map(([value, word]) => make("option", { value }, word));
      add(name, label, make("select", 0, ...options), (row, wanted) => found(row).some(([value]) => value === wanted));
    }

    add("find", words.search, make("input", { type: "search" }), (row, wanted) => {
      const said = fold(row.textContent);
      return fold(wanted).split(/\s+/).every((word) => said.includes(word));
    }, form);
    heads(table).forEach((head, index) => {
      const name = head.dataset.filter;
      if (name === "score") add(name, words.score, make("input", { type: "number", step: "any" }), (row, least) => number(row.cells[index]) >= least);
      else if (name) choice(name, text(head), (row) => choices(row.cells[index]));
    });
    for (const facet of (words.facets ?? "").split("|").filter(Boolean)) {
      const [name, label] = facet.split("=");
      choice(name, label, (row) => (row.dataset[name] ?? "").split("\n").map((it) => [it, it]));
    }
    if (more.children.length > 1) form.append(more);

    /* So many rows are enough at first; on paper all are there. */
    const FIRST = 20, next = make("button", { type: "button", className: "jb-next", onclick: () => { whole = true; apply(); } });
    let whole = rows.length <= FIRST + 5;
    function shorten() {
      const passing = [...table.tBodies[0].rows].filter((row) => !row.hidden), beyond = whole ? 0 : Math.max(passing.length - FIRST, 0);
      passing.forEach((row, index) => row.classList.toggle("jb-beyond", beyond > 0 && index >= FIRST));
      next.hidden = !beyond;
      next.textContent = words.next.replace("{n}", numeral(beyond));
    }

    function apply() {
      rows.forEach((row) => { row.hidden = !fields.every((it) => !it.value || it.passes(row, it.value)); });
      shorten();
      const shown = rows.filter((row) => !row.hidden).length, gone = (n) => byId("row-" + n).hidden;
      count.textContent = counted(table, words, shown).replace("{n}", numeral(shown)).replace("{all}", numeral(rows.length));
      all("[data-jb-rows]").forEach((dot) => dot.classList.toggle("jb-dim", dot.dataset.jbRows.split(" ").every(gone)));
    }

    function write() {
      if (location.pathname !== path) return; // the reader is elsewhere by now
      const address = new URL(location), query = address.searchParams;
      for (const { name, value } of [...fields, sorter]) {
        query.delete(name);
        query.delete(long + name);
        if (value) query.set(name, value);
      }
      history.replaceState(history.state, "", address);
    }

    function changed(event) {
      if (event?.isComposing) return; // half a Chinese word
      apply();
      clearTimeout(timer);
      timer = setTimeout(write, 200); // browsers refuse one for every key
    }

    function read(address) {
      const query = new URLSearchParams(address);
      const get = (name) => query.get(name) ?? query.get(long + name); // so the first list of several was called once
      fields.forEach((it) => {
        it.value = get(it.name);
        it.value ||= ""; // no such choice
      });
      sorter.sort(get(sorter.name));
      apply();
    }

    function clear() {
      whole = true;
      read("");
      changed();
    }

    count.setAttribute("aria-live", "polite");
    form.append(make("button", { type: "button", onclick: clear }, words.reset), count);
    form.onsubmit = () => false;
    form.oninput = changed;
    form.addEventListener("compositionend", changed);
    Object.assign(sorter, { name: prefix + "sort", changed });
    box.replaceChildren(form);
    table.parentElement.after(next);
    box.hidden = false;
    read(location.search);
    return { read, clear, hides: (node) => rows.some((row) => (row.hidden || row.matches(".jb-beyond")) && row.contains(node)) };
  }

  function start() {
    const sorters = new Map(all("table[data-jb-sort]").map((table) => [table, sorting(table)]));
    filters = all("[data-jb-filter]").flatMap((box, index) => filtering(box, !index, sorters));
  }

  addEventListener("jb-reveal", (event) => {
    const hiding = filters.filter((it) => event.detail && it.hides(event.target));
    hiding.forEach((it) => it.clear());
    if (hiding.length) event.preventDefault();
  });
  narrow.addEventListener("change", () => all("details.jb-filters").forEach((it) => { it.open = !narrow.matches; }));
  addEventListener("popstate", () => filters.forEach((it) => it.read(location.search)));
  if (window.document$) document$.subscribe(start);
  else addEventListener("DOMContentLoaded", start);
})();
