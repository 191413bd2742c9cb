/* Adds and removes the rows of components/formset.html in the page. Without it the same buttons submit the form. */
(() => {
  "use strict";
  const say = (text) => document.dispatchEvent(new CustomEvent("kit:say", { detail: text }));
  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

  const start = (set) => {
    const prefix = set.dataset.formset;
    const label = set.dataset.rowLabel;
    const list = set.querySelector("[data-formset-rows]");
    const template = set.querySelector("[data-formset-template]");
    const addButton = set.querySelector("[data-formset-add]");
    const counter = (name) => set.querySelector(`[name="${prefix}-${name}"]`);
    const rows = () => [...list.querySelectorAll("[data-formset-row]")];
    const place = new RegExp(`${escaped(prefix)}-(\\d+|__prefix__)(?=-|$| )`, "g");

    const number = (row, index) => {
      for (const element of [row, ...row.querySelectorAll("*")]) {
        for (const attribute of [...element.attributes]) {
          if (attribute.value.includes(prefix) && attribute.name !== "value") {
            attribute.value = attribute.value.replace(place, `${prefix}-${index}`);
          }
        }
      }
      for (const shown of row.querySelectorAll("[data-formset-number]")) shown.textContent = index + 1;
    };

    const changed = () => {
      counter("TOTAL_FORMS").value = rows().length;
      list.dispatchEvent(new Event("change", { bubbles: true }));
    };

    const add = () => {
      const row = template.content.querySelector("[data-formset-row]").cloneNode(true);
      number(row, rows().length);
      list.append(row);
      if (window.htmx) window.htmx.process(row);
      changed();
      const first = row.querySelector("input:not([type=hidden]), select, textarea");
      (first || row).focus();
      say(`${label} ${rows().length} hinzugefügt`);
    };

    const remove = (row) => {
      const index = rows().indexOf(row);
      const initial = counter("INITIAL_FORMS");
      if (index < Number(initial.value)) initial.value = Number(initial.value) - 1;
      row.remove();
      /* A radio button that takes the name of another group for a moment would lose its check. */
      const checked = [...list.querySelectorAll("input[type=radio]:checked")];
      rows().forEach(number);
      for (const radio of checked) radio.checked = true;
      changed();
      const next = rows()[index] || rows()[index - 1];
      (next || addButton).focus();
      say(`${label} ${index + 1} entfernt`);
    };

    set.addEventListener("click", (event) => {
      if (event.target.closest("[data-formset-add]")) {
        event.preventDefault();
        add();
      }
      const remover = event.target.closest("[data-formset-remove]");
      if (remover) {
        event.preventDefault();
        remove(remover.closest("[data-formset-row]"));
      }
    });
  };

  document.querySelectorAll("[data-formset]").forEach(start);
})();
