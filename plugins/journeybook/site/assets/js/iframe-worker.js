/* Search for sites that are opened from a folder: browsers refuse workers there, and Material's search is one. This one runs
   its script in a hidden frame. Material looks for `IFrameWorker`, and its plugin `offline` for this file's name. */
(() => {
  "use strict";
  if (location.protocol !== "file:") return;

  window.IFrameWorker = class extends EventTarget {
    constructor(address) {
      super();
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      this.ready = new Promise((resolve) => this.frame.addEventListener("load", resolve, { once: true }))
        .then(() => this.begin(new URL(address, document.baseURI).href));
      document.body.append(this.frame);
    }

    begin(address) {
      const inside = this.frame.contentWindow;
      const load = (source) => new Promise((resolve, reject) => {
        const script = inside.document.createElement("script");
        Object.assign(script, { src: source, onload: resolve, onerror: () => reject(new Error("cannot load " + source)) });
        inside.document.head.append(script);
      });
      inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      inside.importScripts = (...sources) => sources.reduce((before, source) => before.then(() => load(source)), Promise.resolve());
      return load(address).then(() => inside);
    }

    postMessage(data) {
      this.ready.then((inside) => inside.dispatchEvent(new inside.MessageEvent("message", { data })));
    }

    terminate() { this.frame.remove(); }
  };
  window.Worker = window.IFrameWorker;
})();
