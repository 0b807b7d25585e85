// Keys of one letter: pages register what they do; readers can switch them off, and that is remembered in this browser.
"use strict";
(() => {
  const NAME = "dragoman.keys";
  const on = () => { try { return localStorage.getItem(NAME) !== "off"; } catch { return true; } };
  const set = (value) => { try { localStorage.setItem(NAME, value ? "on" : "off"); } catch { /* not remembered */ } };
  const known = new Map();
  window.dragomanKeys = (some) => { for (const [key, act] of Object.entries(some)) known.set(key, act); };
  const writing = (at) => at && (at.matches("input:not([type=checkbox]):not([type=radio]), textarea, select") || at.isContentEditable);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const act = known.get(event.key.length === 1 ? event.key.toLowerCase() : event.key);
    if (!act || (event.key !== "Escape" && (!on() || writing(document.activeElement)))) return;
    if (act(event) !== false) event.preventDefault();
  });
  const show = () => {
    for (const button of document.querySelectorAll("[data-keys]")) button.textContent = on() ? button.dataset.off : button.dataset.on;
    document.documentElement.classList.toggle("keys-off", !on());
  };
  for (const line of document.querySelectorAll(".keys")) line.hidden = false;
  for (const button of document.querySelectorAll("[data-keys]")) button.addEventListener("click", () => { set(!on()); show(); });
  show();
})();
