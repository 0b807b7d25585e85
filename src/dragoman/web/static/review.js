// The desk by keyboard: a key presses the button, follows the link, or goes to the field that shows it.
"use strict";
(() => {
  const keys = {};
  for (const one of document.querySelectorAll("[data-key]")) keys[one.dataset.key] = () => one.click();
  for (const one of document.querySelectorAll("[data-focus]")) keys[one.dataset.focus] = () => one.focus();
  const note = document.getElementById("note-words");
  if (note) keys.m = () => note.focus();
  keys.Escape = () => { if (document.activeElement === document.body) return false; document.activeElement.blur(); };
  window.dragomanKeys(keys);
})();
