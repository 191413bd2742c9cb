/* The key "/" goes to the search; Escape, and a click or the focus elsewhere close a menu.
   A shortcut of one character can be switched off (WCAG 2.1.4); the choice stays in this browser. */
(() => {
  "use strict";
  const search = document.querySelector("[data-search]");
  const choice = document.querySelector("[data-shortcut-choice]");
  const isOn = () => localStorage.getItem("search-key") !== "off";

  if (choice && search) {
    const box = choice.querySelector("input");
    box.checked = isOn();
    box.addEventListener("change", () => localStorage.setItem("search-key", box.checked ? "on" : "off"));
    choice.hidden = false;
  }

  const isTyping = (element) => element.matches("input, textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const menu = event.target.closest("details[data-menu][open]");
      if (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
      return;
    }
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
    if (!search || !isOn() || isTyping(event.target) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    search.focus();
    search.select();
  });

  /* An open menu would cover what has the focus (WCAG 2.4.11). */
  const closeOtherMenus = (event) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  };
  document.addEventListener("click", closeOtherMenus);
  document.addEventListener("focusin", closeOtherMenus);
})();
