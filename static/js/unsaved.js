/* Warns before a form with data-unsaved is left with changes. data-unsaved="changed": it came back from the server
   with entries that are not stored, so it has changes from the start. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-unsaved]");
  if (!form) return;
  const entries = () => JSON.stringify([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  const before = form.dataset.unsaved === "changed" ? null : entries();
  let leaving = false;

  form.addEventListener("submit", (event) => {
    leaving = !event.defaultPrevented;
  });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && entries() !== before) event.preventDefault();
  });
})();
