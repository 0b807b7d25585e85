// Comforts of a reader: the browser reads aloud, larger text, print, copy or share the address. Nothing leaves this machine.
"use strict";
(() => {
  const paper = document.querySelector(".paper");
  const row = document.querySelector(".comforts");
  if (!paper || !row) return;
  const button = (name) => row.querySelector(`[data-do=${name}]`);
  const said = row.querySelector("[data-said]");
  const SIZE = "dragoman.size";
  row.hidden = false;

  const resize = (size) => { paper.dataset.size = String(size); button("smaller").disabled = size <= -1; button("larger").disabled = size >= 2; };
  const size = () => Number(paper.dataset.size || 0);
  const keep = (value) => { resize(value); try { localStorage.setItem(SIZE, String(value)); } catch { /* not remembered */ } };
  try { resize(Math.max(-1, Math.min(2, Number(localStorage.getItem(SIZE)) || 0))); } catch { resize(0); }
  button("smaller").addEventListener("click", () => keep(size() - 1));
  button("larger").addEventListener("click", () => keep(size() + 1));
  button("print").addEventListener("click", () => window.print());

  const copy = button("copy");
  if (navigator.clipboard && window.isSecureContext) {
    copy.hidden = false;
    copy.addEventListener("click", async () => { await navigator.clipboard.writeText(location.href.split("#")[0]); said.textContent = copy.dataset.done; copy.classList.add("done"); });
  }
  const share = button("share");
  if (navigator.share) {
    share.hidden = false;
    share.addEventListener("click", () => navigator.share({ title: document.title, url: location.href.split("#")[0] }).catch(() => {}));
  }

  const listen = button("listen");
  if (window.speechSynthesis && window.SpeechSynthesisUtterance) {
    const start = listen.textContent;
    const quiet = () => { speechSynthesis.cancel(); listen.textContent = start; listen.setAttribute("aria-pressed", "false"); };
    const plain = (part) => { const copied = part.cloneNode(true); for (const gone of copied.querySelectorAll(".ref, .caption-sign")) gone.remove(); return copied.textContent.trim(); };
    listen.hidden = false;
    listen.addEventListener("click", () => {
      if (listen.getAttribute("aria-pressed") === "true") return quiet();
      listen.textContent = listen.dataset.stop;
      listen.setAttribute("aria-pressed", "true");
      const parts = [...paper.querySelectorAll("h1, .subtitle, .body p")].map(plain).filter(Boolean);
      parts.forEach((text, place) => {
        const spoken = new SpeechSynthesisUtterance(text);
        spoken.lang = paper.dataset.speech === "ko" ? "ko-KR" : paper.dataset.speech;
        if (place === parts.length - 1) spoken.onend = quiet;
        speechSynthesis.speak(spoken);
      });
    });
    window.addEventListener("pagehide", quiet);
  }
})();
