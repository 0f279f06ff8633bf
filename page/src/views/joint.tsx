/** Two quantities of which a draw has one number each, as one point a draw. */

import { Scatter } from "../charts/scatter";
import { date } from "../format";
import { change, live, model, state, titled } from "../store";
import { lang, say, t } from "../words";

export function JointView() {
  const [x, y] = state.value.joint ?? ["", ""];
  const found = live.answer.value?.joint.find((one) => one.x === x && one.y === y);
  const choose = (at: 0 | 1, name: string) => {
    const pair: [string, string] = [x, y];
    pair[at] = name;
    change({ joint: pair[0] || pair[1] ? pair : null });
  };
  return (
    <section aria-label={t("joint")}>
      <h2>{t("joint")}</h2>
      <p class="soft">{t("jointLead")}</p>
      <div class="form">
        <Scalar label={t("jointX")} value={x} choose={(name) => choose(0, name)} />
        <Scalar label={t("jointY")} value={y} choose={(name) => choose(1, name)} />
      </div>
      {found && found.points.length > 0 && (
        <article class="picture">
          <Scatter label={`${nameOf(x)} × ${nameOf(y)}`} points={found.points} x={axisOf(x)} y={axisOf(y)} />
        </article>
      )}
    </section>
  );
}

function Scalar({ label, value, choose }: { label: string; value: string; choose: (name: string) => void }) {
  const shown = model.value!;
  const years = [2030, 2035, 2040].filter((year) => year > shown.begin && year <= shown.end);
  return (
    <label>
      <span class="small soft">{label}</span>
      <select value={value} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{t("choose")}</option>
        <optgroup label={t("dates")}>
          {shown.milestones.map((one) => <option key={one.name} value={one.name}>{say(one.title)}</option>)}
        </optgroup>
        <optgroup label={t("looksAt")}>
          {shown.series.flatMap((one) => years.map((year) => {
            const name = `${one.name} at ${year}`;
            return <option key={name} value={name}>{nameOf(name)}</option>;
          }))}
        </optgroup>
        <optgroup label={t("parameters")}>
          {shown.parameters.map((one) => <option key={one.name} value={one.name}>{say(one.title)}</option>)}
        </optgroup>
      </select>
    </label>
  );
}

/** A series at a year by both. */
function nameOf(name: string): string {
  const [series, year] = name.split(" at ");
  const title = say(titled(series ?? "")?.title) || name;
  return year ? `${title} · ${year}` : title;
}

function axisOf(name: string): { name: string; word?: (value: number) => string } {
  const isDate = model.value?.milestones.some((one) => one.name === name) || model.value?.parameters.find((one) => one.name === name)?.is_date;
  const year = (value: number) => (Number.isInteger(value) ? String(value) : date(value, lang.value));
  return { name: nameOf(name), ...(isDate ? { word: year } : {}) };
}
