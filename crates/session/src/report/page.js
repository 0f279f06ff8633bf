"use strict";
// Adds to the drawn page what paper cannot do: languages, themes, read-outs, sorting, filtering.
(() => {
  const root = document.documentElement;
  const data = JSON.parse(document.getElementById("data").textContent);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  root.classList.add("js");

  // Numbers and dates, as the page's author writes them: three significant digits.
  const SCALES = {
    en: [[1e12, " trillion"], [1e9, " billion"], [1e6, " million"]],
    zh: [[1e12, "万亿"], [1e8, "亿"], [1e4, "万"]],
  };
  const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  const trimmed = (text) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
  function plain(size) {
    const decimals = Math.max(2 - Math.floor(Math.log10(size)), 0);
    if (decimals === 0 || size >= 1000) {
      return String(Math.round(size)).replace(/\B(?=(\d{3})+$)/g, ",");
    }
    return trimmed(size.toFixed(decimals));
  }
  function number(value) {
    if (value === null) return "–";
    const sign = value < 0 ? "−" : "";
    const size = Number(Math.abs(value).toPrecision(3));
    if (size === 0) return "0";
    if (size < 1e-3 || size >= 1e15) {
      const [mantissa, exponent] = size.toExponential(2).split("e");
      return sign + trimmed(mantissa) + "e" + Number(exponent);
    }
    const scale = SCALES[root.dataset.lang].find(([least]) => size >= least);
    return sign + (scale ? plain(size / scale[0]) + scale[1] : plain(size));
  }
  const quantity = (value, unit) => (unit === "" || unit === "1" ? number(value) : number(value) + " " + unit);
  function date(years) {
    const months = Math.floor(years * 12 + 1e-6);
    const year = Math.floor(months / 12);
    const month = months - year * 12;
    return root.dataset.lang === "zh" ? `${year}年${month + 1}月` : `${MONTHS[month]} ${year}`;
  }
  const fill = (words, parts) => words[root.dataset.lang].replace(/\{(\w+)\}/g, (_, name) => parts[name]);

  // Charts: the date under the pointer, read out above the picture.
  const readers = all("figure[data-chart]").map((figure) => {
    const chart = data.charts[Number(figure.dataset.chart)];
    const plot = figure.querySelector(".plot");
    if (!plot) return null;
    const times = chart.times;
    const first = times[0], span = times[times.length - 1] - first;
    const rule = plot.querySelector(".rule");
    const part = (name) => figure.querySelector(".readout ." + name);
    let at = null;
    let near = null;

    function place(value) {
      const log = figure.dataset.scale === "log";
      const [low, high] = log ? chart.log : chart.linear;
      const share = log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
      return Math.min(Math.max(share, 0), 1);
    }
    function show() {
      if (at === null) return;
      const range = { from: number(chart.low[at]), to: number(chart.high[at]) };
      part("when").textContent = date(times[at]);
      part("middle").textContent = quantity(chart.median[at], chart.unit);
      part("range").textContent = fill(data.range, range);
      part("record").textContent = near === null ? "" : record(near);
      rule.style.left = (100 * (times[at] - first)) / span + "%";
      rule.style.display = "block";
      const dot = rule.firstChild;
      dot.style.display = chart.median[at] === null ? "none" : "block";
      if (chart.median[at] !== null) dot.style.bottom = 100 * place(chart.median[at]) + "%";
    }
    function record(point) {
      const range = point.low !== null && point.high !== null ? ` (${number(point.low)} – ${number(point.high)})` : "";
      const words = data.record[root.dataset.lang];
      const note = point.note ? " · " + point.note : "";
      return `${words}, ${date(point.date)}: ${number(point.value)}${range} · ${point.source}${note}`;
    }
    function go(index) {
      at = Math.min(Math.max(index, 0), times.length - 1);
      // A point of the record is read out from within a fiftieth of the chart.
      const distance = (point) => Math.abs(point.date - times[at]);
      const close = chart.points.filter((point) => distance(point) <= span / 50);
      near = close.length ? close.reduce((a, b) => (distance(b) < distance(a) ? b : a)) : null;
      show();
    }
    function point(event) {
      const box = plot.getBoundingClientRect();
      const time = first + ((event.clientX - box.left) / box.width) * span;
      let best = 0;
      times.forEach((t, index) => { if (Math.abs(t - time) < Math.abs(times[best] - time)) best = index; });
      go(best);
    }
    plot.addEventListener("pointermove", point);
    plot.addEventListener("pointerdown", point);
    plot.addEventListener("keydown", (event) => {
      const last = times.length - 1;
      const now = at === null ? last : at;
      const moves = { ArrowLeft: now - 1, ArrowRight: now + 1, PageUp: now - 12, PageDown: now + 12, Home: 0, End: last };
      if (!(event.key in moves)) return;
      event.preventDefault();
      go(moves[event.key]);
    });
    const scale = figure.querySelector("button.scale");
    if (scale) {
      scale.addEventListener("click", () => {
        const log = figure.dataset.scale !== "log";
        figure.dataset.scale = log ? "log" : "linear";
        scale.setAttribute("aria-pressed", String(log));
        show();
      });
    }
    return show;
  }).filter(Boolean);

  // Parameters: filter and sort.
  const body = document.querySelector("#params tbody");
  const rows = body ? all("tr", body) : [];
  const filter = document.getElementById("filter");
  let kind = "";
  function narrow() {
    if (!body) return;
    const wanted = filter.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      const fits = (!kind || row.dataset.of === kind) && row.textContent.toLowerCase().includes(wanted);
      row.hidden = !fits;
      if (fits) shown += 1;
    }
    document.getElementById("shown").textContent = fill(data.shown, { shown, total: rows.length });
  }
  if (filter) filter.addEventListener("input", narrow);
  all("button[data-kind]").forEach((button) => button.addEventListener("click", () => {
    kind = button.dataset.kind;
    all("button[data-kind]").forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
    narrow();
  }));
  all("button[data-sort]").forEach((button) => button.addEventListener("click", () => {
    const key = button.dataset.sort;
    const head = button.closest("th");
    const rising = head.getAttribute("aria-sort") !== "ascending";
    all("#params thead th").forEach((th) => th.setAttribute("aria-sort", "none"));
    head.setAttribute("aria-sort", rising ? "ascending" : "descending");
    const numeric = key === "value" || key === "kind";
    const compare = (a, b) => (numeric ? a.dataset[key] - b.dataset[key] : a.dataset[key].localeCompare(b.dataset[key], "en", { numeric: true }));
    rows.sort((a, b) => (rising ? compare(a, b) : compare(b, a)));
    body.append(...rows);
  }));

  // Language and theme: by button, or in the address: report.html#lang=zh&theme=dark
  function setLang(lang) {
    root.dataset.lang = lang;
    root.lang = lang;
    for (const element of all("[data-en]")) {
      element.setAttribute("aria-label", element.dataset[lang]);
      if (element.placeholder) element.placeholder = element.dataset[lang];
    }
    all("[data-set-lang]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.setLang === lang)));
    narrow();
    readers.forEach((show) => show());
  }
  function setTheme(theme) {
    if (theme === "auto") delete root.dataset.theme;
    else root.dataset.theme = theme;
    all("[data-set-theme]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.setTheme === theme)));
  }
  function fromAddress() {
    const wish = new URLSearchParams(location.hash.slice(1));
    if (["en", "zh"].includes(wish.get("lang"))) setLang(wish.get("lang"));
    if (["auto", "light", "dark"].includes(wish.get("theme"))) setTheme(wish.get("theme"));
  }
  all("[data-set-lang]").forEach((button) => button.addEventListener("click", () => setLang(button.dataset.setLang)));
  all("[data-set-theme]").forEach((button) => button.addEventListener("click", () => setTheme(button.dataset.setTheme)));
  document.querySelector("button.print").addEventListener("click", () => print());
  addEventListener("beforeprint", () => all("details.module").forEach((details) => { details.open = true; }));
  addEventListener("hashchange", fromAddress);
  setLang(root.dataset.lang);
  fromAddress();
})();
