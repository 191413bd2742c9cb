/* Warns five minutes before an idle session ends, extends it on request, and says so when it is over.
   Every answer of the server extends the session; other tabs are told by a channel. */
(() => {
  "use strict";
  const body = document.body;
  const length = Number(body.dataset.sessionSeconds) * 1000;
  if (!length) return;
  const warning = Math.min(5 * 60 * 1000, length / 2);
  const dialog = document.getElementById("session-dialog");
  const clock = dialog.querySelector("[data-session-clock]");
  const announcement = dialog.querySelector("[data-session-announcement]");
  const failure = dialog.querySelector("[data-session-failure]");
  const channel = new BroadcastChannel("session");
  const unreachable = "Der Server ist nicht erreichbar. Versuchen Sie es noch einmal.";
  let end = 0;
  let ended = false;
  let announced = 0;

  const extendedHere = () => {
    end = Date.now() + length;
    ended = false;
    announced = 0;
    failure.textContent = "";
    document.getElementById("session-ended").replaceChildren();
    if (dialog.open) dialog.close();
  };
  const extended = () => {
    extendedHere();
    channel.postMessage("extended");
  };
  channel.addEventListener("message", extendedHere);

  const finish = () => {
    ended = true;
    if (dialog.open) dialog.close();
    const text = document.getElementById("session-ended-text").content.cloneNode(true);
    document.getElementById("session-ended").replaceChildren(text);
  };

  const announce = (left) => {
    const minutes = Math.ceil(left / 60000);
    if (minutes === announced) return;
    announced = minutes;
    announcement.textContent = minutes === 1 ? "Noch eine Minute." : `Noch ${minutes} Minuten.`;
  };

  const tick = () => {
    const left = end - Date.now();
    if (ended || left > warning) return;
    if (left <= 0) {
      finish();
      return;
    }
    if (!dialog.open) dialog.showModal();
    const seconds = Math.ceil(left / 1000);
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    announce(left);
  };

  const extend = async () => {
    const token = JSON.parse(body.getAttribute("hx-headers"))["X-CSRFToken"];
    const request = { method: "POST", headers: { "X-CSRFToken": token }, redirect: "manual" };
    try {
      const response = await fetch(body.dataset.sessionExtend, request);
      if (response.ok) extended();
      else if (response.status < 500) finish();
      else failure.textContent = unreachable;
    } catch {
      failure.textContent = unreachable;
    }
  };

  dialog.querySelector("[data-session-extend-button]").addEventListener("click", extend);
  /* The server's word, sent as HX-Trigger with an answer 401 or 403. */
  body.addEventListener("session-expired", finish);
  /* The warning takes the focus, and with it the field a change event: that is no sign of somebody at work. */
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (dialog.open) event.preventDefault();
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const status = event.detail.xhr.status;
    if (status && status < 500 && status !== 401 && status !== 403) extended();
  });
  window.setInterval(tick, 1000);
  extended();
})();
