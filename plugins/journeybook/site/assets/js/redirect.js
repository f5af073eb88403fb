/* From an earlier address to today's, with what the reader's link says behind '#': a step keeps its place on a renamed map. */
(() => {
  "use strict";
  const link = document.querySelector("a[href]");
  if (link) location.replace(new URL(link.getAttribute("href"), location.href).href.split("#")[0] + (location.hash || link.hash));
})();
