/* Material opens its search in a dialog without a name; its field has one, and lends it. */
(() => {
  "use strict";
  const name = () => document.querySelectorAll('.md-search[role="dialog"]:not([aria-label])').forEach((dialog) => {
    const label = dialog.querySelector("input[aria-label]")?.getAttribute("aria-label");
    if (label) dialog.setAttribute("aria-label", label);
  });
  if (window.document$?.subscribe) window.document$.subscribe(name);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", name);
  else name();
})();
