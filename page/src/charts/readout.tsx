/** What the lines of a picture say at the time that is pointed at, and at the pinned ones. */

import { number, time, withUnit } from "../format";
import { state } from "../store";
import { colours } from "../theme";
import { lang, t } from "../words";
import { nearest, type Line } from "./align";
import { cursor, pin } from "./cursor";

export function Readout({ lines, all, to }: { lines: Line[]; all: number[]; to: number }) {
  const pins = state.value.pins;
  const at = cursor.value ?? (pins.length === 0 ? to : null);
  const marks = lines.length > 1 ? colours(lines.length) : [];
  return (
    <div class="readout">
      {at !== null && <Values lines={lines} all={all} at={at} marks={marks} />}
      {pins.map((one) => (
        <div class="pinned" key={one}>
          <Values lines={lines} all={all} at={one} marks={marks} />
          <button class="quiet small" onClick={() => pin(one)} aria-label={t("unpin", { time: time(one, lang.value) })}>×</button>
        </div>
      ))}
    </div>
  );
}

function Values({ lines, all, at, marks }: { lines: Line[]; all: number[]; at: number; marks: string[] }) {
  const i = nearest(all, at);
  const word = (value: number | null | undefined) => number(value ?? null, lang.value);
  return (
    <p class="values">
      <span class="when">{time(all[i] ?? at, lang.value)}</span>
      {lines.map(({ label, unit, fan, baseline }, line) => (
        <span class="reading" key={label}>
          {lines.length > 1 && (
            <span class="legend" style={{ color: marks[line] ?? "" }}>
              <span aria-hidden="true">━ </span>
              <span class="legend-name">{label}</span>
            </span>
          )}
          <strong>{withUnit(word(fan.q50[i]), unit, lang.value)}</strong>
          {lines.length === 1 && <span class="soft"> {word(fan.q05[i])} – {word(fan.q95[i])}</span>}
          {baseline && <span class="soft"> ┆ {t("before")} {word(baseline.q50[i])}</span>}
        </span>
      ))}
    </p>
  );
}
