/** What was said, chapter by chapter, held against the model as it is changed. */

import { useEffect, useState } from "preact/hooks";
import { asProblem, claims as fetchClaims, isCancelled, type Problem } from "../api";
import type { ClaimRow, Verdict } from "../contract";
import { date, number, quantity, share } from "../format";
import { Name, NameOf } from "../parts/name";
import { ProblemNote } from "../parts/problem";
import { DRAWS_BESIDE, questionOf } from "../store";
import { lang, say, t } from "../words";

const VERDICTS: Verdict[] = ["holds", "in_tension", "fails", "undecided"];
const MARKS: Record<Verdict, string> = { holds: "✓", in_tension: "≈", fails: "✗", undecided: "?" };

export function ClaimsView() {
  const [rows, setRows] = useState<ClaimRow[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isOld, setOld] = useState(true);
  const [only, setOnly] = useState<Verdict | null>(null);
  const question = questionOf({ draws: DRAWS_BESIDE, series: [], joint: [], baseline: false });
  const asked = JSON.stringify(question);
  useEffect(() => {
    if (!question) return;
    const running = new AbortController();
    setOld(true);
    fetchClaims(question, running.signal)
      .then((found) => (setRows(found), setProblem(null), setOld(false)))
      .catch((reason) => !isCancelled(reason) && setProblem(asProblem(reason)));
    return () => running.abort();
  }, [asked]);
  const shown = rows?.filter((one) => only === null || one.verdict === only) ?? [];
  const chapters = new Map<string, ClaimRow[]>();
  for (const one of shown) chapters.set(say(one.chapter), [...(chapters.get(say(one.chapter)) ?? []), one]);
  return (
    <>
      <h1>{t("claims")}</h1>
      <p class="soft">{t("claimsLead")} <span role="status">{isOld ? t("thinking") : t("live")}</span></p>
      {problem && <ProblemNote of={problem} />}
      {rows?.length === 0 && <p>{t("claimsNone")}</p>}
      {rows && rows.length > 0 && <Counts rows={rows} only={only} choose={setOnly} />}
      {[...chapters].map(([chapter, own]) => (
        <section key={chapter} aria-label={chapter}>
          <h2>{chapter}</h2>
          {own.map((one) => <Claim key={one.claim} of={one} />)}
        </section>
      ))}
    </>
  );
}

function Counts({ rows, only, choose }: { rows: ClaimRow[]; only: Verdict | null; choose: (verdict: Verdict | null) => void }) {
  return (
    <fieldset class="toolbar">
      <legend class="unseen">{t("claims")}</legend>
      {[null, ...VERDICTS].map((one) => (
        <label key={one}>
          <input type="radio" name="verdict" checked={only === one} onChange={() => choose(one)} />
          {one ? <VerdictWord of={one} /> : t("claimsAll")}{" "}
          <span class="soft">{one ? rows.filter((row) => row.verdict === one).length : rows.length}</span>
        </label>
      ))}
    </fieldset>
  );
}

function VerdictWord({ of }: { of: Verdict }) {
  return (
    <span class={`verdict ${of}`}>
      <span aria-hidden="true">{MARKS[of]}</span> {t(of)}
    </span>
  );
}

function Claim({ of }: { of: ClaimRow }) {
  const title = say(of.title);
  return (
    <div class="claim">
      <VerdictWord of={of.verdict} />
      <div>
        <p><Name of={{ name: claimName(of.claim), title: of.title }} label={say(of.saying) || title} /></p>
        <p class="small soft">
          {t("claimValue", { value: valueOf(of) })}
          {of.since && <> · {t("claimSince", { words: say(of.since) })}</>}
        </p>
        {of.drivers.length > 0 && (
          <p class="small soft">
            {t("swing")}
            {of.drivers.slice(0, 3).map((one, i) => (
              <span key={one.name}>
                {i > 0 && " · "}
                <NameOf name={one.name} />
                {one.provenance && ` (${t(one.provenance)})`}
              </span>
            ))}
          </p>
        )}
      </div>
    </div>
  );
}

/** As `explain` finds it. */
function claimName(claim: string): string {
  const [module, name] = claim.split(".");
  return name ? `${module}.claim.${name}` : claim;
}

function valueOf({ measure, value, error, unit }: ClaimRow): string {
  if (value === null) return "–";
  if (measure === "date") return `${date(value, lang.value)}${error ? ` ± ${quantity(error * 12, "month", lang.value, 2)}` : ""}`;
  if (measure === "probability") return `${share(value, lang.value)}${error ? ` ± ${number(error * 100, lang.value, 2)}` : ""}`;
  return `${quantity(value, unit, lang.value)}${error ? ` ± ${number(error, lang.value, 2)}` : ""}`;
}
