/* The appearance: light, dark or as the system. Kept in a cookie, so that the server renders the page in it. */
(() => {
  "use strict";
  const choice = document.querySelector("[data-theme-choice]");
  if (!choice) return;
  const year = 365 * 24 * 60 * 60;
  const root = document.documentElement;

  const apply = (theme) => {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    const age = theme === "system" ? 0 : year;
    document.cookie = `theme=${theme}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
    for (const name of ["data-bs-theme", "data-kern-theme"]) {
      if (theme === "system") root.removeAttribute(name);
      else root.setAttribute(name, theme);
    }
  };

  const current = root.getAttribute("data-bs-theme") || "system";
  for (const input of choice.querySelectorAll("input")) {
    input.checked = input.value === current;
    input.addEventListener("change", () => apply(input.value));
  }
  choice.hidden = false;
})();
