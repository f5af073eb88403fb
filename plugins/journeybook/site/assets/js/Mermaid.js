/* Stands in for the Mermaid library, so that a page without a diagram does not load it, and no diagram asks another host for
   it: Material and other themes find `window.mermaid`, and the library beside this file is loaded for the first drawing.
   The capital letter in this file's name is needed: mermaid2 takes a script with "mermaid" in its name, in any case, for the
   library, and then parses every page that holds the word in lower case. */
(() => {
  "use strict";
  if (window.journeybookMermaid) return; // the theme's instant navigation may run scripts again
  const address = new URL("mermaid.min.js", document.currentScript?.src ?? document.baseURI).href;
  let library, last = Promise.resolve(), asked = {}, count = 0;

  function load() {
    library ??= new Promise((resolve, reject) => {
      const script = document.createElement("script"), failed = () => {
        library = undefined; // the next drawing tries again
        reject(new Error("cannot load " + address));
      };
      script.onload = () => {
        const real = window.mermaid;
        window.mermaid = known; // the library took the name for itself
        if (real && real !== known) resolve(real); else failed();
      };
      script.onerror = failed;
      script.src = address;
      document.head.append(script);
    });
    return library;
  }

  /* Mermaid has one set of settings for all, so that drawings of several origins must take turns. */
  function draw(settings, id, source, place) {
    const drawn = last.then(load).then((real) => {
      real.initialize({ ...settings, startOnLoad: false });
      return real.render(id, source, place);
    });
    last = drawn.catch(() => {});
    return drawn;
  }

  /* What Material leaves to itself it draws itself; other themes know nothing of diagrams. */
  function drawLeft() {
    const dark = document.documentElement.dataset.bsTheme === "dark";
    for (const block of document.querySelectorAll(window.document$ ? "div.mermaid" : ".mermaid")) {
      if (block.dataset.processed || !block.textContent.trim()) continue;
      block.dataset.processed = "true";
      const settings = { theme: dark ? "dark" : "default", ...asked };
      draw(settings, `mermaid-${count++}`, block.textContent).then(({ svg }) => {
        const picture = document.createElement("div");
        picture.className = "mermaid";
        picture.dataset.processed = "true";
        picture.innerHTML = svg;
        block.replaceWith(picture);
      }).catch((problem) => console.warn("mermaid: diagram not drawn", problem));
    }
  }

  const standIn = {
    initialize(settings) { asked = { ...settings }; },
    render: (id, source, place) => draw(asked, id, source, place),
    run: async () => drawLeft(),
    init: async () => drawLeft(),
  };
  const known = window.mermaid ?? standIn;
  window.mermaid = known;
  window.journeybookMermaid = { draw };
  if (window.document$) document$.subscribe(drawLeft);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", drawLeft);
  else drawLeft();
})();
