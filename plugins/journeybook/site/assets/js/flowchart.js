/* Flowcharts: has <button data-jb-draw="ID" hidden> have Mermaid draw a source in place of our own picture, has <pre class="jb-chart">
   drawn without being asked, and lets <button data-jb-copy="ID" hidden> copy a source. Mermaid.js and the library are loaded for the
   first drawing. Without scripts our pictures and the sources stay, and the buttons are hidden. */
(function () {
  "use strict";
  if (window.journeybookFlowchart) return; // the theme's instant navigation may run scripts again
  window.journeybookFlowchart = true;

  var loader = new URL("Mermaid.js", document.currentScript ? document.currentScript.src : document.baseURI).href;
  var count = 0;

  function colours(region) {
    var style = getComputedStyle(region);
    return function (name, fallback) { return style.getPropertyValue(name).trim() || fallback; };
  }

  /* Mermaid computes with its colours, so it needs values, not variables: they are read anew for each scheme. */
  function settings(region) {
    var colour = colours(region);
    var ink = colour("--jb-ink", "#1b1f27"), mute = colour("--jb-mute", "#5b6472");
    var paper = colour("--jb-paper", "#ffffff"), soft = colour("--jb-soft", "#f6f7f9");
    return {
      startOnLoad: false, securityLevel: "strict", theme: "base", look: "classic", layout: "dagre",
      maxEdges: 5000, maxTextSize: 2000000, deterministicIds: true,
      fontFamily: getComputedStyle(region).fontFamily,
      flowchart: { curve: "basis", nodeSpacing: 28, rankSpacing: 34, padding: 10, wrappingWidth: 160,
        useMaxWidth: false, subGraphTitleMargin: { top: 4, bottom: 14 } },
      themeVariables: {
        fontSize: "14px", background: paper, primaryColor: paper, mainBkg: paper, primaryTextColor: ink,
        primaryBorderColor: mute, nodeBorder: mute, nodeTextColor: ink, lineColor: mute, textColor: ink,
        titleColor: mute, clusterBkg: soft, clusterBorder: colour("--jb-line", "#dfe3e8"),
        edgeLabelBackground: paper, tertiaryColor: soft
      }
    };
  }

  function library() {
    if (window.journeybookMermaid) return Promise.resolve(window.journeybookMermaid);
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.onload = function () { resolve(window.journeybookMermaid); };
      script.onerror = function () { script.remove(); reject(new Error("cannot load " + loader)); };
      script.src = loader;
      document.head.appendChild(script);
    });
  }

  /* Has Mermaid draw `source` into `region`; whether it did. */
  function draw(region, source, label) {
    var notice = region.querySelector(".jb-flow-notice");
    count += 1;
    return library().then(function (mermaid) {
      return mermaid.draw(settings(region), "jb-flow-" + count, source);
    }).then(function (result) {
      var place = region.querySelector(".jb-chart-drawing");
      if (!place) {
        place = document.createElement("div");
        place.className = "jb-chart-drawing";
        region.appendChild(place);
      }
      place.innerHTML = result.svg;
      var svg = place.querySelector("svg");
      svg.setAttribute("role", "group"); // Mermaid's graphics-document hides the links inside from some readers
      svg.setAttribute("aria-label", label);
      svg.removeAttribute("aria-labelledby");
      if (notice) notice.hidden = true;
      alignTitles(svg);
      return true;
    }).catch(function (problem) {
      if (notice) notice.hidden = false;
      console.warn("journeybook: flowchart not drawn", problem);
      return false;
    });
  }

  function drawBlock(block) {
    var region = block.closest(".jb-flow") || block.parentNode;
    draw(region, block.textContent, region.getAttribute("aria-label") || "").then(function (drawn) { block.hidden = drawn; });
  }

  function regionOf(button) { return button.closest(".jb-flow-figure").querySelector(".jb-flow"); }

  function drawAsked(button) {
    var region = regionOf(button), picture = region.querySelector(".jb-flow-svg");
    return draw(region, document.getElementById(button.dataset.jbDraw).textContent, picture.getAttribute("aria-label"));
  }

  function ask(button) {
    var region = regionOf(button), place = region.querySelector(".jb-chart-drawing");
    button.dataset.jbText = button.dataset.jbText || button.textContent;
    if (place) { // it is drawn: back to our own
      place.remove();
      region.classList.remove("jb-flow-asked");
      button.textContent = button.dataset.jbText;
      return;
    }
    button.disabled = true;
    drawAsked(button).then(function (drawn) {
      button.disabled = false;
      if (!drawn) return;
      var drawing = region.querySelector(".jb-chart-drawing");
      drawing.setAttribute("role", "region");
      drawing.setAttribute("aria-label", drawing.querySelector("svg").getAttribute("aria-label"));
      drawing.tabIndex = 0; // it may be wider than the page, and scrolls by itself
      region.classList.add("jb-flow-asked");
      button.textContent = button.dataset.jbDrawn;
      button.focus();
    });
  }

  /* Stage names to the left: arrows enter a stage in the middle and would run through them. */
  function alignTitles(svg) {
    svg.querySelectorAll(".cluster").forEach(function (cluster) {
      var frame = cluster.querySelector("rect"), title = cluster.querySelector(".cluster-label");
      if (!frame || !title) return;
      title.setAttribute("transform", "translate(" + (Number(frame.getAttribute("x")) + 12) + "," +
        (Number(frame.getAttribute("y")) + 4) + ")");
    });
  }

  function drawAll() {
    document.querySelectorAll("pre.jb-chart").forEach(drawBlock);
    document.querySelectorAll(".jb-flow-asked").forEach(function (region) {
      drawAsked(region.closest(".jb-flow-figure").querySelector("button[data-jb-draw]"));
    });
  }

  function say(button, text) {
    var place = button.nextElementSibling;
    if (!place || !place.classList.contains("jb-flow-said")) {
      place = document.createElement("span");
      place.className = "jb-flow-said";
      place.setAttribute("role", "status");
      button.insertAdjacentElement("afterend", place);
    }
    var before = button.dataset.jbText || button.textContent;
    button.dataset.jbText = before;
    button.textContent = text;
    place.textContent = "";
    setTimeout(function () { place.textContent = text; }, 50);
    setTimeout(function () { button.textContent = before; place.textContent = ""; }, 2500);
  }

  /* Pages served from a file or over http have no clipboard: the old way still works there. */
  function copyText(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    var area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("readonly", "");
    area.className = "jb-flow-said";
    document.body.appendChild(area);
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("copy refused"));
  }

  function showButtons() {
    document.querySelectorAll("button[data-jb-copy]").forEach(function (button) {
      button.hidden = !document.getElementById(button.dataset.jbCopy);
    });
    document.querySelectorAll("button[data-jb-draw]").forEach(function (button) { button.hidden = false; });
  }

  document.addEventListener("click", function (event) {
    var asked = event.target.closest && event.target.closest("button[data-jb-draw]");
    if (asked) return ask(asked);
    var button = event.target.closest && event.target.closest("button[data-jb-copy]");
    var source = button && document.getElementById(button.dataset.jbCopy);
    if (!source) return;
    copyText(source.textContent).then(
      function () { say(button, button.dataset.jbCopied || "Copied"); },
      function () { say(button, button.dataset.jbFailed || "Copying failed"); }
    ).then(function () { button.focus(); });
  });

  function show() { showButtons(); drawAll(); }

  function watchScheme() {
    var scheme = document.body.getAttribute("data-md-color-scheme");
    new MutationObserver(function () {
      var now = document.body.getAttribute("data-md-color-scheme");
      if (now !== scheme) { scheme = now; drawAll(); }
    }).observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  }

  function start() {
    watchScheme();
    // Material announces every page, the first one included; other themes load each page anew.
    if (window.document$ && window.document$.subscribe) window.document$.subscribe(show);
    else show();
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
