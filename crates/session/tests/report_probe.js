"use strict";
// Tries everything a reader can do on the page and tells the frame around it what it found.
(() => {
  const root = document.documentElement;
  const $ = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const visible = (element) => [...element.querySelectorAll("*")].concat(element).flatMap((e) => [...e.childNodes])
    .filter((node) => node.nodeType === 3 && node.parentElement.checkVisibility()).map((node) => node.data).join("").trim();
  const colour = () => getComputedStyle(document.body).backgroundColor;
  const press = (plot, key) => plot.dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true }));

  found.firstLang = root.lang;
  found.firstTheme = root.dataset.theme ?? null;
  found.broken = window.broken ?? null;
  found.width = innerWidth;
  found.scrollWidth = root.scrollWidth;
  all("details").forEach((details) => { details.open = true; });
  found.scrollWidthOpen = root.scrollWidth;

  $("[data-set-lang=en]").click();
  found.heading = visible($("#milestones h2"));
  $("[data-set-lang=zh]").click();
  found.headingZh = visible($("#milestones h2"));
  found.langZh = root.lang;
  found.labelZh = $("#filter").getAttribute("aria-label");
  $("[data-set-lang=en]").click();

  // WCAG relative luminance and contrast of each ink on the page's colour.
  const luminance = (hex) => hex.match(/\w\w/g).map((part) => parseInt(part, 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, index) => sum + c * [0.2126, 0.7152, 0.0722][index], 0);
  const contrasts = () => {
    const style = getComputedStyle(root);
    const value = (name) => luminance(style.getPropertyValue(name).trim().slice(1));
    const inks = ["--ink", "--soft", "--fan", "--record", "--kind-data", "--kind-literature", "--kind-interview", "--kind-judgement", "--kind-none"];
    const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    return Object.fromEntries(inks.map((ink) => [ink, ratio(value(ink), value("--page"))]));
  };
  $("[data-set-theme=light]").click();
  found.light = colour();
  found.contrastLight = contrasts();
  $("[data-set-theme=dark]").click();
  found.dark = colour();
  found.contrastDark = contrasts();

  const figures = all("figure[data-chart]").filter((figure) => figure.querySelector(".plot"));
  found.charts = figures.length;
  found.readouts = [];
  for (const lang of ["en", "zh"]) {
    for (const figure of figures) {
      const part = (name) => visible(figure.querySelector(".readout ." + name));
      const read = () => ["when", "middle", "range"].map(part).join("|");
      if (!figure.dataset.written) {
        $("[data-set-lang=en]").click();
        const english = read();
        $("[data-set-lang=zh]").click();
        figure.dataset.written = JSON.stringify({ en: english, zh: read() });
      }
      $(`[data-set-lang=${lang}]`).click();
      press(figure.querySelector(".plot"), "End");
      const written = JSON.parse(figure.dataset.written)[lang];
      if (read() !== written) found.readouts.push([written, read()]);
    }
  }
  $("[data-set-lang=en]").click();
  const plot = figures[0].querySelector(".plot");
  press(plot, "Home");
  found.atStart = visible(figures[0].querySelector(".when"));
  const box = plot.getBoundingClientRect();
  const at = box.left + (box.width * (2026.1 - 2019)) / 31;
  plot.dispatchEvent(new PointerEvent("pointermove", { clientX: at, clientY: box.top + 5 }));
  found.atRecord = visible(figures[0].querySelector(".record"));
  const scale = figures[0].querySelector("button.scale");
  found.scales = [0, 1, 2].map(() => { const now = figures[0].dataset.scale; scale.click(); return now; });

  const rows = () => all("#params tbody tr").filter((row) => !row.hidden);
  found.all = rows().length;
  $("button[data-kind=data]").click();
  found.ofData = rows().length;
  $("button[data-kind='']").click();
  $("#filter").value = "parameter_1";
  $("#filter").dispatchEvent(new Event("input"));
  found.named = rows().length;
  found.shown = visible($("#shown"));
  $("button[data-sort=name]").click();
  $("button[data-sort=name]").click();
  found.falling = $("#params tbody tr").dataset.name;

  // A policy refusal is reported a little later.
  setTimeout(() => { parent.postMessage("PROBE" + JSON.stringify(found) + "EBORP", "*"); }, 500);
})();
