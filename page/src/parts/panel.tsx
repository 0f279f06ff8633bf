/** Everything that can be changed: what matters most for what is looked at first, then by module. */

import { computed } from "@preact/signals";
import { useRef, useState } from "preact/hooks";
import type { Model, Parameter } from "../contract";
import { change, live, model, panelOpen, parameter, state } from "../store";
import { say, t, title } from "../words";
import { mode, policyTo, set, startOfPolicies, policyFrom, type Mode } from "./change-of";
import { Changes } from "./changes";
import { ParameterRow } from "./parameter";

const FIRST = 8;
const MORE = 12;
const DRAWS = [1_000, 10_000, 100_000];

/** The strongest influence of each parameter on what is asked, strongest first. */
const byInfluence = computed(() => {
  const strength = new Map<string, number>();
  for (const { parameter, rank_correlation } of live.answer.value?.influence ?? []) {
    strength.set(parameter, Math.max(strength.get(parameter) ?? 0, Math.abs(rank_correlation)));
  }
  return [...strength].sort((a, b) => b[1] - a[1]).map(([name]) => name);
});

export function Panel() {
  const shown = model.value;
  const panel = useRef<HTMLElement>(null);
  const [wanted, setWanted] = useState("");
  if (!shown) return null;
  return (
    <aside ref={panel} id="panel" class={`panel ${mode.value} ${panelOpen.value ? "open" : ""}`} aria-label={t("parameters")} onKeyDown={(event) => event.key === "Escape" && (panelOpen.value = false)}>
      <div class="row">
        <h2>{t("parameters")}</h2>
        <button class="quiet only-narrow" onClick={() => (panelOpen.value = false)}>{t("close")}</button>
      </div>
      <Modes />
      <Changes />
      <input
        type="search"
        class="wide"
        placeholder={t("search")}
        aria-label={t("search")}
        value={wanted}
        onInput={(event) => setWanted(event.currentTarget.value)}
      />
      {wanted.trim() ? <Found in={shown} wanted={wanted} /> : <Ordered in={shown} panel={panel} />}
      <AnyName key={mode.value} />
      <Chance hasPosterior={shown.has_posterior} />
    </aside>
  );
}

function Modes() {
  const choose = (to: Mode) => () => (mode.value = to);
  return (
    <fieldset class="modes">
      <legend class="unseen">{t("changes")}</legend>
      <div class="two">
        {(["believe", "act"] as const).map((one) => (
          <label key={one} class={`mode ${one}`}>
            <input type="radio" name="mode" checked={mode.value === one} onChange={choose(one)} />
            {t(one)}
          </label>
        ))}
      </div>
      <p class="small soft">{t(mode.value === "believe" ? "believeLead" : "actLead")}</p>
      {mode.value === "act" && (
        <div class="row dates-of-policy">
          <label>
            {t("fromDate")} <input class="short" value={startOfPolicies()} onChange={(event) => (policyFrom.value = event.currentTarget.value.trim())} />
          </label>
          <label>
            {t("toDate")} <input class="short" value={policyTo.value} placeholder={t("never")} onChange={(event) => (policyTo.value = event.currentTarget.value.trim())} />
          </label>
        </div>
      )}
    </fieldset>
  );
}

function Found({ in: shown, wanted }: { in: Model; wanted: string }) {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const found = shown.parameters.filter((one) => {
    const text = `${one.name} ${one.title.en} ${one.title.zh} ${one.provenance ? t(one.provenance) : ""}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return (
    <>
      <p class="small soft" role="status">{found.length > 0 ? t("found", { count: found.length }) : t("foundNone")}</p>
      {found.slice(0, 40).map((one) => <ParameterRow key={one.name} of={one} />)}
    </>
  );
}

/** The order stays while a hand is on it: a slider must not walk away from its pointer. */
function Ordered({ in: shown, panel }: { in: Model; panel: { current: HTMLElement | null } }) {
  const [count, setCount] = useState(FIRST);
  const order = useRef<string[]>([]);
  const fresh = byInfluence.value;
  const isHeld = panel.current?.matches(":hover, :focus-within") ?? false;
  if (!isHeld || order.current.length === 0) order.current = fresh;
  const all = order.current.map(parameter).filter((one) => one !== undefined);
  const first = all.slice(0, count);
  return (
    <>
      {first.length > 0 && <h3>{t("byInfluence")}</h3>}
      {first.map((one) => <ParameterRow key={one.name} of={one} />)}
      {all.length > count && (
        <button class="quiet" onClick={() => setCount(count + MORE)}>{t("showMore", { count: Math.min(MORE, all.length - count) })}</button>
      )}
      {shown.modules.map((one) => {
        const own = shown.parameters.filter((parameter) => parameter.module === one.name);
        return own.length > 0 && <Module key={one.name} title={title(one.title)} own={own} isOpen={first.length === 0} />;
      })}
    </>
  );
}

function Module({ title, own, isOpen }: { title: string; own: Parameter[]; isOpen: boolean }) {
  const [open, setOpen] = useState(isOpen);
  return (
    <details class="module" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {title} <span class="soft">{own.length}</span>
      </summary>
      {open && own.map((one) => <ParameterRow key={one.name} of={one} />)}
    </details>
  );
}

/** What is drawn: from which belief, with which seed, how often. */
function Chance({ hasPosterior }: { hasPosterior: boolean }) {
  const { seed, draws, prior } = state.value;
  return (
    <div class="chance">
      {hasPosterior && (
        <label class="check">
          <input type="checkbox" checked={prior} onChange={(event) => change({ prior: event.currentTarget.checked })} />
          {t("fromPriors")}
        </label>
      )}
      <label>
        {t("seedWord")}{" "}
        <input class="short" type="number" min={0} step={1} value={seed} onChange={(event) => change({ seed: Math.max(0, Math.floor(Number(event.currentTarget.value)) || 0) })} />
      </label>
      <label>
        {t("drawsMost")}{" "}
        <select value={draws} onChange={(event) => change({ draws: Number(event.currentTarget.value) })}>
          {[...new Set([...DRAWS, draws])].sort((a, b) => a - b).map((one) => <option key={one} value={one}>{one.toLocaleString("en-US")}</option>)}
        </select>
      </label>
    </div>
  );
}

/** Any definition, by its name. */
function AnyName() {
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const given = new FormData(form);
    const [name, value] = [String(given.get("name")).trim(), String(given.get("value")).trim()];
    if (!name || !value) return;
    set(name, value);
    form.reset();
  };
  return (
    <details class="module">
      <summary>{t("anyName")}</summary>
      <form class="typed" onSubmit={add}>
        <p class="small soft">{t("anyLead")}</p>
        <label>
          <span class="small soft">{t("name")}</span>
          <input name="name" list="names" autoComplete="off" spellcheck={false} />
        </label>
        <label>
          <span class="small soft">{t(mode.value === "believe" ? "typed" : "typedPolicy")}</span>
          <input name="value" autoComplete="off" spellcheck={false} />
        </label>
        <button>{t("add")}</button>
        <datalist id="names">
          {model.value?.series.map((one) => <option key={one.name} value={one.name}>{say(one.title)}</option>)}
        </datalist>
      </form>
    </details>
  );
}
