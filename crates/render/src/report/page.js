"use strict";
// Adds to the drawn page what paper cannot do: languages, themes, read-outs, sorting, filtering.
(() => {
  const root = document.documentElement;
  const data = JSON.parse(document.getElementById("data").textContent);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  root.classList.add("js");

  // Numbers and dates, as the page's author writes them; the numbers come rounded to the digits they have.
  const SCALES = {
    en: [[12, " trillion"], [9, " billion"], [6, " million"]],
    zh: [[12, "万亿"], [8, "亿"], [4, "万"]],
  };
  const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  const MOMENT = 1e-6;
  const isYear = (value) => value === null || (value >= 1500 && value < 2500);
  const isLeap = (year) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  function positional(digits, power, grouped) {
    if (power < 0) return "0." + "0".repeat(-power - 1) + digits;
    const whole = digits.slice(0, power + 1).padEnd(power + 1, "0");
    const rest = digits.slice(power + 1);
    return (grouped ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole) + (rest ? "." + rest : "");
  }
  function number(value, grouped) {
    if (value === null) return "–";
    if (value === 0) return "0";
    const sign = value < 0 ? "−" : "";
    const [mantissa, exponent] = Math.abs(value).toExponential().split("e");
    const digits = mantissa.replace(".", ""), power = Number(exponent);
    if (power < -3 || power >= 15) return sign + positional(digits, 0, false) + "e" + power;
    const scale = SCALES[root.dataset.lang].find(([least]) => power >= least);
    const isScaled = scale && digits.length - 1 - (power - scale[0]) <= 3;
    return sign + (isScaled ? positional(digits, power - scale[0], true) + scale[1] : positional(digits, power, grouped));
  }
  // The first day of each month, counted from 0.
  function starts(year) {
    const of = year >= 1 && year < 10000 ? year : 2001;
    const lengths = [31, isLeap(of) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30];
    return [[0, ...lengths].map((sum => (length) => (sum += length))(0)), isLeap(of) ? 366 : 365];
  }
  function date(years) {
    if (years === null) return "–";
    const nearest = Math.round(years * 12);
    let year = Math.floor(nearest / 12), month = nearest - 12 * year;
    if (Math.abs(years * 12 - nearest) >= MOMENT) {
      year = Math.floor(years);
      const [begun, days] = starts(year);
      month = begun.filter((start) => start / days <= years - year + 1e-9).length - 1;
    }
    return root.dataset.lang === "zh" ? `${year}年${month + 1}月` : `${MONTHS[month]} ${year}`;
  }
  function day(years) {
    const year = Math.floor(years), [begun, days] = starts(year);
    const at = Math.floor((years - year + MOMENT) * days);
    const month = begun.filter((start) => start <= at).length;
    const two = (number) => String(number).padStart(2, "0");
    return `${String(year).padStart(4, "0")}-${two(month)}-${two(at - begun[month - 1] + 1)}`;
  }
  // Numbers of a unit side by side; dates by month where that tells them apart.
  function figures(values, unit) {
    if (unit !== "date") return values.map((value) => number(value, unit !== "year" || !values.every(isYear)));
    const there = values.filter((value) => value !== null);
    const apart = (write) => there.every((a) => there.every((b) => Math.abs(a - b) < MOMENT || write(a) !== write(b)));
    const isOne = there.every((value) => Math.abs(value - there[0]) < MOMENT);
    const startsMonth = (value) =>
      Math.abs(value * 12 - Math.round(value * 12)) < MOMENT || date(value - 2 * MOMENT) !== date(value);
    if (apart(date) && (!isOne || there.every(startsMonth))) return values.map(date);
    if (there.every((value) => value >= 1 && value < 10000) && apart(day)) {
      return values.map((value) => (value === null ? "–" : day(value)));
    }
    return figures(values, "year");
  }
  const COUNTED = "year month week day hour minute second token task".split(" ");
  function withUnit(number, unit) {
    if (unit === "" || unit === "1" || unit === "date") return number;
    const many = root.dataset.lang === "en" && COUNTED.includes(unit) && !["1", "−1"].includes(number);
    return number + " " + unit + (many ? "s" : "");
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
      const [from, middle, to] = figures([chart.low[at], chart.median[at], chart.high[at]], chart.unit);
      const range = { from, to };
      part("when").textContent = date(times[at]);
      part("middle").textContent = withUnit(middle, chart.unit);
      part("range").textContent = fill(data.range, range);
      part("record").textContent = near === null ? "" : record(near);
      rule.style.left = (100 * (times[at] - first)) / span + "%";
      rule.style.display = "block";
      const dot = rule.firstChild;
      dot.style.display = chart.median[at] === null ? "none" : "block";
      if (chart.median[at] !== null) dot.style.bottom = 100 * place(chart.median[at]) + "%";
    }
    function record(point) {
      const one = (value) => figures([value], chart.unit)[0];
      const range = point.low !== null && point.high !== null ? ` (${one(point.low)} – ${one(point.high)})` : "";
      const words = data.record[root.dataset.lang];
      const note = point.note ? " · " + point.note : "";
      return `${words}, ${date(point.date)}: ${one(point.value)}${range} · ${point.source}${note}`;
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
