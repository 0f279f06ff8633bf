/** All that is changed, beliefs and policies apart, each with its way back. */

import { change, model, state, unlockedOut } from "../store";
import { isChanged, isPrior } from "../state";
import { lang, say, t } from "../words";
import { NameOf } from "./name";

export function Changes() {
  const { assume, intervene, scenario, edited } = state.value;
  if (!isChanged(state.value)) return null;
  const chosen = model.value?.scenarios.find((one) => one.name === scenario);
  const beliefs = Object.entries(assume);
  return (
    <section class="changes" aria-label={t("changes")}>
      <div class="row">
        <h3>{t("changes")}</h3>
        <button class="quiet small" onClick={() => change({ ...unlockedOut(state.value), scenario: null })}>{t("resetAll")}</button>
      </div>
      {scenario && (
        <Chip name={t("scenarioIs", { name: say(chosen?.title) || scenario })} remove={() => change({ scenario: null })}>
          {t("scenarioIs", { name: say(chosen?.title) || scenario })}
        </Chip>
      )}
      {Object.keys(edited).map((path) => (
        <Chip key={path} name={path} remove={() => change({ edited: without(edited, path), own: false })}>
          {t("model")}: <code>{path}</code>
        </Chip>
      ))}
      {beliefs.length > 0 && <h4>{t("beliefs")}</h4>}
      {beliefs.map(([name, value]) => (
        <Chip key={name} name={name} remove={() => change({ assume: without(assume, name) })}>
          <NameOf name={name} /> {isPrior(value) ? "~" : "="} <code>{value}</code>
        </Chip>
      ))}
      {intervene.length > 0 && <h4>{t("policies")}</h4>}
      {intervene.map((one, i) => (
        <Chip key={i} kind="policy" name={one.name} remove={() => change({ intervene: intervene.filter((_, at) => at !== i) })}>
          <NameOf name={one.name} /> = <code>{one.value}</code>{" "}
          <span class="soft">
            {t("fromDate")} {one.from}
            {one.to && ` ${t("toDate")} ${one.to}`}
          </span>
        </Chip>
      ))}
    </section>
  );
}

function without<T>(all: Record<string, T>, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([one]) => one !== name));
}

type ChipProps = { name: string; kind?: "policy"; remove: () => void; children: preact.ComponentChildren };

function Chip({ name, kind, remove, children }: ChipProps) {
  return (
    <p class={`chip ${kind ?? "belief"}`} lang={lang.value === "zh" ? "zh-Hans" : "en"}>
      <span>{children}</span>
      <button class="quiet small" aria-label={t("remove", { name })} onClick={remove}>×</button>
    </p>
  );
}
