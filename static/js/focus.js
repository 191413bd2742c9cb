/* Where the focus goes after a page or a fragment has arrived, and what is said when none arrives. */
(() => {
  "use strict";
  const focusIn = (part) => {
    const wanted = part.querySelector("[data-focus]");
    if (wanted) wanted.focus();
  };
  focusIn(document);

  const say = (text) => {
    const live = document.getElementById("live");
    live.textContent = "";
    window.setTimeout(() => { live.textContent = text; }, 50);
  };
  document.addEventListener("kit:say", (event) => say(event.detail));

  document.addEventListener("htmx:afterSwap", (event) => focusIn(event.detail.target));
  document.addEventListener("htmx:responseError", (event) => {
    /* 401 and 403 mean that the session is over, which session.js says. */
    if ([401, 403].includes(event.detail.xhr.status)) return;
    say("Das hat nicht geklappt. Versuchen Sie es noch einmal.");
  });
  document.addEventListener("htmx:sendError", () => say("Der Server ist nicht erreichbar. Versuchen Sie es in einem Augenblick noch einmal."));
})();
