/* Writes out a year of two digits, so that whoever typed it sees what was understood. The rule is that of
   kit.values.typed_day: the last such year up to the one that the input names. */
(() => {
  "use strict";
  const short = /^\s*(\d{1,2}\. ?\d{1,2}\. ?|\d{4})(\d{2})\s*$/;
  document.addEventListener("change", (event) => {
    const latest = Number(event.target.dataset.latestYear);
    const typed = latest && short.exec(event.target.value);
    if (!typed) return;
    const year = latest - ((latest - Number(typed[2])) % 100);
    event.target.value = `${typed[1]}${year}`.replace(/^(\d{2})(\d{2})(\d{4})$/, "$1.$2.$3");
  }, true);
})();
