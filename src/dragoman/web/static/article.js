// The panel follows the words: under the pointer, by the keyboard, or by a number that is followed.
"use strict";
(() => {
  const words = [...document.querySelectorAll(".s[data-items]")];
  const items = [...document.querySelectorAll(".item")];
  if (!items.length) return;
  document.documentElement.classList.add("scripted");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  const list = document.querySelector(".items");
  let now = null;

  const show = (number, { text = false, keep = false } = {}) => {
    now = number;
    for (const word of words) word.classList.toggle("on", number !== null && word.dataset.items.split(" ").includes(number));
    for (const item of items) {
      const on = item.dataset.number === number;
      item.classList.toggle("on", on);
      if (on) item.setAttribute("aria-current", "true"); else item.removeAttribute("aria-current");
      if (on && !keep && list.scrollHeight > list.clientHeight) list.scrollTo({ top: item.offsetTop - list.offsetTop - 40, behavior: still });
    }
    if (text && number !== null) document.getElementById(`at-${number}`)?.scrollIntoView({ block: "center", behavior: still });
  };
  const innermost = (word) => {
    const numbers = word.dataset.items.split(" ");
    return numbers.find((n) => word.matches("[class*=' k-']") && document.getElementById(`at-${n}`)?.previousElementSibling === word) || numbers[numbers.length - 1];
  };
  let waiting = 0;
  document.querySelector(".paper").addEventListener("pointerover", (event) => {
    const word = event.target.closest(".s[data-items]");
    clearTimeout(waiting);
    if (word && event.pointerType === "mouse") waiting = setTimeout(() => show(innermost(word)), 90);
  });
  document.querySelector(".paper").addEventListener("click", (event) => {
    const ref = event.target.closest(".ref");
    const word = event.target.closest(".s[data-items]");
    if (ref) { event.preventDefault(); show(ref.getAttribute("href").slice(6)); } else if (word) show(innermost(word));
  });
  document.querySelector(".paper").addEventListener("focusin", (event) => {
    const ref = event.target.closest(".ref");
    if (ref && ref.id.slice(3) !== now) show(ref.id.slice(3));
  });
  list.addEventListener("pointerover", (event) => {
    const item = event.target.closest(".item");
    if (item && event.pointerType === "mouse") show(item.dataset.number, { keep: true });
  });
  list.addEventListener("click", (event) => {
    const back = event.target.closest(".item-number");
    if (back) { event.preventDefault(); show(back.closest(".item").dataset.number, { text: true, keep: true }); document.getElementById(back.getAttribute("href").slice(1))?.focus({ preventScroll: true }); }
  });
  const step = (by) => {
    const shown = items.filter((item) => item.offsetParent !== null || getComputedStyle(item).position === "fixed");
    if (!shown.length) return;
    const at = shown.findIndex((item) => item.dataset.number === now);
    const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(shown.length - 1, Math.max(0, at + by))];
    show(next.dataset.number, { text: true });
    document.getElementById(`at-${next.dataset.number}`)?.focus({ preventScroll: true });
  };
  window.dragomanKeys({ n: () => step(1), p: () => step(-1), Escape: () => { if (now === null) return false; show(null); } });
  const follow = () => {
    const place = document.getElementById(location.hash.slice(1));
    const number = location.hash.match(/^#(?:item|at)-(\d+)$/)?.[1] ?? (/^#(act|said)-/.test(location.hash) ? place?.nextElementSibling?.id.slice(3) : null);
    if (number) show(number, { text: true });
  };
  window.addEventListener("hashchange", follow);
  follow();
})();
