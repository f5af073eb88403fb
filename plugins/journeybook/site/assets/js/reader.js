/* Comfort for pages that are complete without it: folds long maps on phones, shows what a link leads to, marks the parts of
   one's own team, hides lanes, offers a link to each item. What is chosen stands in the address. */
(() => {
  "use strict";
  if (window.journeybookReader) return; // instant navigation may run scripts again
  window.journeybookReader = true;
  const MINE = "journeybook-team", narrow = matchMedia("(max-width: 44.99em)");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const text = (node) => node.textContent.replace(/\s+/g, " ").trim();
  let lasting = { get: () => null, set() {} }; // where the browser keeps nothing, as it may from a file

  try {
    const { localStorage: store } = window;
    lasting = { get: () => store.getItem(MINE), set: (team) => store.setItem(MINE, team) };
  } catch { /* not allowed */ }

  function make(tag, properties, ...children) {
    const node = Object.assign(document.createElement(tag), properties);
    node.append(...children);
    return node;
  }

  /* Folding: a heading becomes a button, what follows it is shown on demand. Only on narrow screens, where a map is long. */

  function foldable(heading, box) {
    const button = make("button", { type: "button", className: "jb-fold" }, ...heading.childNodes);
    const set = (open) => {
      button.setAttribute("aria-expanded", open);
      box.forEach((node) => node.classList.toggle("jb-folded", !open));
      box.filter((node) => node.matches(".jb-ref")).forEach((node) => { node.open = open; }); // one fold is enough
    };
    button.onclick = () => set(button.getAttribute("aria-expanded") !== "true");
    heading.append(button);
    heading.jbOpen = set;
    set(false);
    return () => {
      set(true);
      button.replaceWith(...button.childNodes);
      delete heading.jbOpen;
    };
  }

  function section(heading) {
    const found = [];
    for (let node = heading.nextElementSibling; node && node.tagName !== "H2" && !node.matches(".jb-foot"); node = node.nextElementSibling) found.push(node);
    return found;
  }

  let unfold = [];
  function fold() {
    unfold.forEach((undo) => undo());
    unfold = [];
    if (!narrow.matches) return;
    all(".jb-map > .jb-below > h2").forEach((head) => unfold.push(foldable(head, section(head))));
    for (const stage of all(".jb-map .jb-stage")) {
      for (const part of all(":scope > .jb-step", stage)) {
        const head = part.querySelector("h4"), rest = all(":scope > .jb-cell:not(.jb-lane-feels, .jb-lane-pains, .jb-lane-improvements, .jb-lane-touchpoints)", part);
        if (head && rest.length) unfold.push(foldable(head, rest));
      }
    }
  }

  /* Every closed thing around `target` is opened; tells whether there was one. */
  function open(target) {
    const closed = all("details:not([open])").filter((it) => it.contains(target) || it.matches(".jb-ref") && it.previousElementSibling === target);
    closed.forEach((it) => { it.open = true; });
    const heads = all(".jb-fold[aria-expanded=false]").map((it) => it.parentElement);
    const folded = heads.filter((head) => head.contains(target) || head.closest(".jb-stage, .jb-step")?.contains(target) || head.tagName === "H2" && section(head).some((it) => it.contains(target)));
    folded.forEach((head) => head.jbOpen(true));
    return closed.length + folded.length > 0;
  }

  function reveal(hash, asked) {
    let id = hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* a stray % */ }
    const target = document.getElementById(id);
    if (!target) return;
    const hidden = !target.dispatchEvent(new CustomEvent("jb-reveal", { bubbles: true, cancelable: true, detail: asked }));
    if (open(target) || hidden) target.scrollIntoView();
  }

  /* One's own part of a map, and its lanes */

  /* A box for each lane of `map` that has cells, in `form`. */
  function choices(map, form) {
    const field = form.querySelector("fieldset");
    for (const head of field.querySelector("input") ? [] : all(".jb-lanes > .jb-lane-head", map)) {
      const value = head.className.match(/jb-n(\d+)/)?.[1], lane = map.querySelector(`.jb-cell.jb-n${value}`)?.className.match(/jb-lane-(\S+)/)[1];
      if (!lane || lane === "feels") continue;
      const box = make("input", { type: "checkbox", name: "lane", value, defaultChecked: true });
      box.dataset.lane = lane + (head.dataset.jbRole ? "-" + head.dataset.jbRole : "");
      field.append(make("label", {}, box, " ", text(head)));
    }
    return all("[name=lane]", form);
  }

  function comfort(form) {
    const map = form.closest(".jb-map"), said = form.querySelector("[aria-live]"), { team, persona } = form.elements;
    const lanes = choices(map, form), path = location.pathname;
    const parts = all("[data-jb-team]", map), roles = all("[data-jb-role], [data-jb-affects]", map);

    function mark() {
      const mine = parts.filter((it) => team.value && it.dataset.jbTeam.split(" ").includes(team.value));
      parts.forEach((it) => it.classList.toggle("jb-mine", mine.includes(it)));
      const outer = mine.filter((it) => it.matches("section") && !it.parentElement.closest(".jb-mine"));
      const heads = outer.map((it) => it.querySelector("h3, h4"));
      said.replaceChildren(...team.value ? [heads.length ? form.dataset.mine : form.dataset.none, " "] : []);
      heads.forEach((head, index) => said.append(index ? form.dataset.separator : "", make("a", { href: "#" + encodeURIComponent(head.id) }, text(head))));
      return outer[0];
    }

    function bring(part) {
      const sheet = map.querySelector(".jb-synced .jb-body-frame") ?? map.querySelector(".jb-map-scroll");
      if (part && sheet) sheet.scrollTo({ left: part.offsetLeft - (sheet.querySelector(".jb-corner")?.offsetWidth ?? 0) });
    }

    function show() {
      const mine = mark();
      roles.forEach((it) => {
        const own = `${it.dataset.jbRole ?? ""} ${it.dataset.jbAffects ?? ""}`.split(" ");
        it.classList.toggle("jb-off", Boolean(persona?.value) && !own.includes(persona.value));
      });
      lanes.forEach((box) => all(`.jb-lane.jb-n${box.value}, .jb-lane-head.jb-n${box.value}, .jb-cell.jb-n${box.value}`, map)
        .forEach((it) => it.classList.toggle("jb-out", !box.checked)));
      return mine;
    }

    function write() {
      if (location.pathname !== path) return; // the reader is elsewhere by now
      const address = new URL(location), query = address.searchParams;
      const off = lanes.filter((box) => !box.checked).map((box) => box.dataset.lane).join(",");
      for (const [name, value] of [["mine", team.value], ["persona", persona?.value], ["hide", off]]) {
        query.delete(name);
        if (value) query.set(name, value);
      }
      history.replaceState(history.state, "", address);
    }

    function read() {
      const query = new URLSearchParams(location.search), off = (query.get("hide") ?? "").split(",");
      team.value = query.get("mine") ?? lasting.get() ?? "";
      team.value ||= ""; // a team that has no part in this map
      if (persona) persona.value = query.get("persona") ?? "";
      if (persona) persona.value ||= "";
      lanes.forEach((box) => { box.checked = !off.includes(box.dataset.lane); });
      show();
    }

    form.onsubmit = () => false;
    form.oninput = (event) => {
      const mine = show();
      if (event.target === persona) all("[data-jb-line][value]", map).forEach((box) => { if (box.checked !== (box.value === persona.value)) box.click(); });
      if (event.target === team) {
        lasting.set(team.value);
        bring(mine);
      }
      write();
    };
    form.onreset = () => setTimeout(form.oninput, 0, { target: team });
    form.hidden = false;
    read();
    return read;
  }

  /* How much of a map is shown: boxes that the style sheet obeys, kept in the address as ?show=rows,detail,line-1. */

  function shown(map) {
    const boxes = all("[data-jb-view], [data-jb-line]", map), path = location.pathname;
    const name = (box) => box.dataset.jbView ?? `line-${box.dataset.jbLine}`;
    const sheets = all(".jb-map-scroll", map);

    /* Heads stay while the page scrolls, and go sideways with the cells, where these have no room. */
    function sync(sheet) {
      const [heads, body] = [".jb-heads-frame", ".jb-body-frame"].map((it) => sheet.querySelector(it));
      sheet.classList.remove("jb-synced");
      body.removeAttribute("tabindex");
      if (narrow.matches || sheet.scrollWidth <= sheet.clientWidth) return;
      const left = sheet.scrollLeft, reach = sheet.previousElementSibling;
      sheet.classList.add("jb-synced");
      body.tabIndex = 0;
      const seen = () => {
        const { left, right } = body.getBoundingClientRect(), lane = body.querySelector(".jb-lane-head").offsetWidth;
        const inside = all(".jb-head", heads).map((it) => it.getBoundingClientRect()).filter((it) => it.left >= left + lane - 2 && it.right <= right + 2);
        reach.textContent = reach.dataset.jbReach.replace("{n}", inside.length);
      };
      body.onscroll = () => { heads.scrollLeft = body.scrollLeft; seen(); };
      heads.onscroll = () => { body.scrollLeft = heads.scrollLeft; };
      body.scrollLeft = left;
      seen();
    }

    function read() {
      const wanted = (new URLSearchParams(location.search).get("show") ?? "").split(",");
      boxes.forEach((box) => { box.checked = wanted.includes(name(box)); });
      sheets.forEach(sync);
    }

    boxes.forEach((box) => {
      box.onchange = () => {
        sheets.forEach(sync);
        if (location.pathname !== path) return;
        const address = new URL(location), on = boxes.filter((it) => it.checked).map(name).join(",");
        address.searchParams.delete("show");
        if (on) address.searchParams.set("show", on);
        history.replaceState(history.state, "", address);
      };
    });
    read();
    return Object.assign(read, { sync: () => sheets.forEach(sync) });
  }

  /* The section that is being read is marked in the bar. */
  let watching;
  function follow() {
    watching?.disconnect();
    const links = new Map(all(".jb-sections .jb-jump a").map((it) => [document.getElementById(it.hash.slice(1)), it]));
    if (!links.size) return;
    const order = [...links.keys()].filter(Boolean);
    watching = new IntersectionObserver(() => {
      const at = order.filter((it) => it.getBoundingClientRect().top < innerHeight / 3).pop() ?? order[0];
      links.forEach((it, head) => { if (head === at) it.ariaCurrent = "true"; else it.removeAttribute("aria-current"); });
    }, { rootMargin: "0px 0px -67% 0px" });
    order.forEach((it) => watching.observe(it));
  }

  /* One button that follows the reader: it copies the address of what is under the pointer or has the focus. */

  const ITEMS = ".jb h2[id], .jb h3[id], .jb h4[id], .jb-card[id], .jb tbody tr, .jb-heads .jb-head, .jb-stepname";
  const CHAIN = "M9 15l6-6M10 6l2-2a5 5 0 0 1 7 7l-2 2M14 18l-2 2a5 5 0 0 1-7-7l2-2";
  function chain() {
    const [svg, path] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.ariaHidden = true;
    path.setAttribute("d", CHAIN);
    svg.append(path);
    return svg;
  }
  let copier;
  function offer(event) {
    const term = event.target.closest?.("a.jb-term:not([title])"); // what a word means is written at its first mention
    if (term) term.title = document.querySelector(`a.jb-term[title][href="${CSS.escape(term.getAttribute("href"))}"]`)?.title ?? "";
    const words = document.querySelector("[data-jb-link]")?.dataset;
    const item = event.target.closest?.(ITEMS);
    const own = item?.id.startsWith("row-") ? "" : item?.id, inner = item?.querySelector("[id]")?.id;
    const id = own || inner || item?.matches(".jb-heads *") && decodeURIComponent(item.querySelector("a")?.hash.slice(1) ?? "");
    if (event.type === "focusin" && item?.matches(".jb-heads *")) return; // a link itself, and the way past them stays short
    if (!words || !id || !navigator.clipboard || copier?.closest(ITEMS) === item) return;
    copier?.remove();
    const address = new URL("#" + encodeURIComponent(id), location.href);
    copier = make("button", { type: "button", className: "jb-copier", title: words.jbLink, ariaLabel: words.jbLink }, chain());
    copier.onclick = async (click) => {
      click.stopPropagation();
      const done = await navigator.clipboard.writeText(address.href).then(() => true, () => false);
      copier.textContent = done ? words.jbCopied : words.jbFailed;
    };
    (item.querySelector(".jb-card-head, .jb-what, .jb-stage-title, th") ?? item).append(copier);
  }

  /* A walk: the arrows at the keyboard lead from slide to slide, as space and swipes do by scrolling. */

  function stepped(event) {
    const slides = all(".jb-slide"), by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!slides.length || !by || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest?.("input, select, textarea")) return;
    const at = slides.findLastIndex((it) => it.getBoundingClientRect().top < innerHeight / 2);
    slides[Math.min(Math.max(at + by, 0), slides.length - 1)].scrollIntoView();
    event.preventDefault();
  }

  let reread = [], maps = [];
  function start() {
    all("[data-jb-keys]").forEach((it) => { it.hidden = false; });
    fold();
    follow();
    maps = all(".jb:has(.jb-map-scroll)").map(shown);
    reread = [...all("form.jb-comfort").map(comfort), ...maps];
    reveal(location.hash);
  }

  narrow.addEventListener("change", fold);
  addEventListener("keydown", stepped);
  addEventListener("resize", () => maps.forEach((it) => it.sync()));
  addEventListener("popstate", () => reread.forEach((read) => read()));
  addEventListener("hashchange", () => reveal(location.hash, true));
  for (const kind of ["pointerover", "focusin"]) addEventListener(kind, offer);
  addEventListener("click", (event) => { // a second click on the same link changes no address
    const link = event.target.closest?.("a"), drawn = link?.href.baseVal;
    const { pathname, hash } = make("a", { href: drawn ?? link?.href ?? "" });
    if (drawn) event.stopPropagation(); // instant navigation stumbles over links in pictures
    if (pathname === location.pathname) setTimeout(reveal, 0, hash, true);
    if (link?.matches(".jb-skip")) setTimeout(() => document.querySelector(".jb-map-scroll")?.focus()); // instant navigation moves no focus
  }, true);

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all(".jb details:not([open])").filter((it) => !it.closest(".jb-flow-figure, .jb-comfort")); // but no source code
    opened.forEach((it) => { it.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((it) => { it.open = false; }));

  if (window.document$) document$.subscribe(start);
  else addEventListener("DOMContentLoaded", start);
})();
