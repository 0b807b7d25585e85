// Draws the charts of a page from their specifications. Without this script the tables beside them stand alone.
"use strict";
(() => {
  const style = () => getComputedStyle(document.documentElement);
  // "token:NAME" stands for the colour of that name in tokens.css.
  const coloured = (value, colours) => {
    if (typeof value === "string" && value.startsWith("token:")) return colours.getPropertyValue("--" + value.slice(6)).trim();
    if (Array.isArray(value)) return value.map((one) => coloured(one, colours));
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, coloured(v, colours)]));
    return value;
  };
  const drawn = async (figure) => {
    if (!figure.spec) {
      const answer = await fetch(figure.dataset.chart, { headers: { accept: "application/json" } });
      if (!answer.ok) return;
      figure.spec = await answer.json();
    }
    figure.hidden = false;
    const colours = style();
    const ink = colours.getPropertyValue("--ink-soft").trim(), rule = colours.getPropertyValue("--rule").trim();
    const font = getComputedStyle(document.body).fontFamily;
    const spec = coloured(structuredClone(figure.spec), colours);
    const room = figure.querySelector(".chart-room");
    if (spec.spec || spec.encoding?.row) (spec.spec || spec).width = Math.max(160, room.clientWidth - 150);
    const text = { labelColor: ink, titleColor: ink, labelFont: font, titleFont: font, labelFontSize: 12, titleFontSize: 12 };
    spec.background = "transparent";
    spec.config = { ...spec.config, font, axis: { ...text, gridColor: rule, domainColor: rule, tickColor: rule }, legend: text, header: text };
    // `ast` has expressions interpreted, so that the page's policy need not allow code made from text
    await window.vegaEmbed(room, spec, { actions: false, ast: true, defaultStyle: false, renderer: "canvas", tooltip: { disableDefaultStyle: true } });
    const canvas = room.querySelector("canvas");
    if (canvas) { canvas.setAttribute("role", "img"); canvas.setAttribute("aria-label", figure.getAttribute("aria-label")); }
  };
  const all = () => document.querySelectorAll("figure[data-chart]").forEach((figure) => drawn(figure).catch((error) => { figure.hidden = true; console.warn(error); }));
  all();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", all);
  let waiting = 0;
  addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(all, 200); });
})();
