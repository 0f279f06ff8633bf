/** One parameter: its slider over what was and is believed of it, where it comes from, and the ways to change it. */

import { useState } from "preact/hooks";
import { Density } from "../charts/density";
import { shareOf, STEPS, valueAt } from "../charts/position";
import type { Parameter } from "../contract";
import { quantity, share, unitWord } from "../format";
import { change, state } from "../store";
import { lang, say, t } from "../words";
import { Badge } from "./badge";
import { changedTo, mode, numberOf, policyOf, reset, set, setPolicy, textOf } from "./change-of";
import { Name } from "./name";

export function ParameterRow({ of }: { of: Parameter }) {
  const [isTyping, setTyping] = useState(false);
  const text = changedTo(of.name);
  const isLocked = state.value.locked.includes(of.name);
  const unit = of.is_date ? "date" : of.unit;
  const chosen = numberOf(text, of.unit);
  const believed = of.posterior_shape?.q50 ?? of.central;
  const value = chosen ?? believed;
  const shown = text === undefined || chosen !== null ? quantity(value, unit, lang.value) : text;
  const name = say(of.title);
  return (
    <div class={`parameter ${text === undefined ? "" : `changed ${mode.value}`}`} data-name={of.name}>
      <div class="row">
        <Name of={of} />
        <output class="value">{shown}</output>
      </div>
      <div class="slide">
        <Density of={of} value={chosen} />
        <input
          type="range"
          min={0}
          max={STEPS}
          step={1}
          value={Math.round(shareOf(of, value) * STEPS)}
          disabled={isLocked}
          aria-label={t("valueOf", { name })}
          aria-valuetext={shown}
          onInput={(event) => set(of.name, textOf(of, valueAt(of, Number(event.currentTarget.value) / STEPS)))}
        />
      </div>
      <div class="row ends soft">
        <span>{quantity(of.low, unit, lang.value, 2)}</span>
        <Learnt of={of} />
        <span>{quantity(of.high, unit, lang.value, 2)}</span>
      </div>
      {mode.value === "act" && text !== undefined && <PolicyDates name={of.name} />}
      <div class="row tools">
        <Badge kind={of.provenance} />
        <span class="grow" />
        <button class="quiet small" aria-expanded={isTyping} aria-label={`${t("typed")}: ${name}`} onClick={() => setTyping(!isTyping)}>
          <span aria-hidden="true">✎</span>
        </button>
        <button class="quiet small" disabled={text === undefined || isLocked} aria-label={`${t("reset")}: ${name}`} onClick={() => reset(of.name)}>
          <span aria-hidden="true">↺</span>
        </button>
        <Lock name={of.name} title={name} isLocked={isLocked} />
      </div>
      {isTyping && <Typed of={of} text={text} done={() => setTyping(false)} />}
    </div>
  );
}

function Learnt({ of }: { of: Parameter }) {
  if (of.learnt === null) return null;
  const said = of.learnt > 0.95 ? t("learntLittle") : t("learnt", { share: share(of.learnt, lang.value) });
  return <span>{said}</span>;
}

function Lock({ name, title, isLocked }: { name: string; title: string; isLocked: boolean }) {
  const { locked } = state.value;
  const turned = isLocked ? locked.filter((one) => one !== name) : [...locked, name];
  return (
    <button class="quiet small" aria-pressed={isLocked} aria-label={`${t("lock")}: ${title}`} onClick={() => change({ locked: turned })}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <path d={isLocked ? "M5 7V5a3 3 0 0 1 6 0v2" : "M5 7V4.5a3 3 0 0 1 5.8-1"} fill="none" stroke="currentColor" stroke-width="1.6" />
        <rect x="3.5" y="7" width="9" height="6.5" rx="1.2" fill={isLocked ? "currentColor" : "none"} stroke="currentColor" stroke-width="1.4" />
      </svg>
    </button>
  );
}

function PolicyDates({ name }: { name: string }) {
  const policy = policyOf(name);
  if (!policy) return null;
  return (
    <div class="row dates-of-policy">
      <label>
        {t("fromDate")} <input class="short" value={policy.from} onChange={(event) => setPolicy(name, { from: event.currentTarget.value.trim() || policy.from })} />
      </label>
      <label>
        {t("toDate")}{" "}
        <input class="short" value={policy.to ?? ""} placeholder={t("never")} onChange={(event) => setPolicy(name, { to: event.currentTarget.value.trim() || null })} />
      </label>
    </div>
  );
}

/** What a slider cannot say: an expression, another prior. */
function Typed({ of, text, done }: { of: Parameter; text: string | undefined; done: () => void }) {
  const label = mode.value === "believe" ? t("typed") : t("typedPolicy");
  const apply = (event: SubmitEvent) => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget as HTMLFormElement).get("value") ?? "").trim();
    if (typed) set(of.name, typed);
    done();
  };
  return (
    <form class="typed" onSubmit={apply}>
      <label>
        <span class="small soft">
          {label}
          {unitWord(of.unit, lang.value) && ` (${unitWord(of.unit, lang.value)})`}
        </span>
        <input name="value" value={text ?? (of.prior || String(of.central))} autoComplete="off" spellcheck={false} ref={(field) => field?.focus()} />
      </label>
      <button>{t("apply")}</button>
      <p class="small soft">
        {of.prior && <>{t("prior")}: <code>{of.prior}</code></>}
        {of.source && ` · ${t("source")}: ${of.source} `}
        {of.link && <a href={of.link} target="_blank" rel="noreferrer noopener">{t("link")}</a>}
      </p>
    </form>
  );
}
