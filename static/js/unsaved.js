/* Warns before a page is left on which a form with data-unsaved has changes, also where another form of the page is
   sent. data-unsaved="changed": it came back from the server with entries that are not stored, so it has changes from
   the start. */
(() => {
  "use strict";
  const forms = [...document.querySelectorAll("form[data-unsaved]")];
  const entries = (form) => JSON.stringify([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  const before = new Map(forms.map((form) => [form, form.dataset.unsaved === "changed" ? null : entries(form)]));
  let sent = null;

  document.addEventListener("submit", (event) => {
    sent = event.defaultPrevented ? null : event.target;
  });
  window.addEventListener("pageshow", () => { sent = null; });
  window.addEventListener("beforeunload", (event) => {
    if (forms.some((form) => form !== sent && entries(form) !== before.get(form))) event.preventDefault();
  });
})();
