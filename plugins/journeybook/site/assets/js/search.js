/* Chinese in Material's search. Its worker cuts what somebody types by the words of the index, but never looks at the last character:
   发票 was cut to 发, and pages with 发出 came first. With one more character behind it, which no text has, the last one counts. Where
   nothing is found so, because the words of the index are divided otherwise, it is looked for as Material does. */
(() => {
  "use strict";
  if (window.journeybookSearch || !window.Worker) return; // instant navigation may run scripts again
  window.journeybookSearch = true;
  const QUERY = 2, RESULT = 3, NONE = "\u{9f98}", RUN = /\p{Script=Han}{2,}/gu;
  const { postMessage } = Worker.prototype, heard = new WeakSet();
  let asked = "";

  function listen(worker) {
    if (heard.has(worker)) return;
    heard.add(worker);
    worker.addEventListener("message", ({ data }) => {
      if (data?.type !== RESULT || !asked || data.data?.items?.length) return;
      const again = asked;
      asked = "";
      postMessage.call(worker, { type: QUERY, data: again });
    });
  }

  Worker.prototype.postMessage = function post(message, ...more) {
    const words = message?.type === QUERY && typeof message.data === "string" ? message.data : "", cut = words.replace(RUN, `$&${NONE}`);
    if (words === cut) return postMessage.call(this, message, ...more);
    asked = words;
    listen(this);
    return postMessage.call(this, { ...message, data: cut }, ...more);
  };
})();
