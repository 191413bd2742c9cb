/* A check box with data-check-all="name" ticks or clears all check boxes of that name; without JavaScript it is hidden. */
(() => {
  "use strict";
  for (const all of document.querySelectorAll("[data-check-all]")) {
    const boxes = () => [...document.getElementsByName(all.dataset.checkAll)];
    const follow = () => {
      const ticked = boxes().filter((box) => box.checked).length;
      all.checked = ticked === boxes().length;
      all.indeterminate = ticked > 0 && !all.checked;
    };
    all.hidden = false;
    all.addEventListener("change", () => {
      for (const box of boxes()) box.checked = all.checked;
    });
    for (const box of boxes()) box.addEventListener("change", follow);
    follow();
  }
})();
