// Small comforts on every page: "/" goes to the search field, unless somebody is writing.
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = document.activeElement;
  if (at && (at.matches("input, textarea, select") || at.isContentEditable)) return;
  const field = document.querySelector("form[role=search] input");
  if (field) { event.preventDefault(); field.focus(); field.select(); }
});
