/** How far the answer is, from how many draws, and what its belief is worth. */

import type { Belief } from "../contract";
import { number } from "../format";
import type { LiveAnswer } from "../live";
import { lang, say, t, type Key } from "../words";

export function Status({ of }: { of: LiveAnswer }) {
  const answer = of.answer.value;
  const phase = of.phase.value;
  if (!answer) return <p class="status" role="status">{t(phase === "thinking" ? "thinking" : "waiting")}</p>;
  const progress = of.progress.value;
  return (
    <div class="status">
      <span class={`phase ${phase}`}>
        <span class="dot" aria-hidden="true" />
        <span>{t(phase)}</span>
      </span>
      <span>{t("draws", { count: answer.draws.toLocaleString("en-US") })}</span>
      <BeliefMark of={answer.belief} />
      <span>{t("seed", { seed: answer.seed })}</span>
      <span>{t("inTime", { ms: Math.round(answer.milliseconds) })}</span>
      {answer.diverged > 0 && <span>{t("diverged", { count: answer.diverged })}</span>}
      {progress && progress.total > 0 && (
        <span class="progress">
          {progress.work in WORK ? t(WORK[progress.work]!) : progress.work}
          <progress value={progress.done} max={progress.total} aria-label={t("refining")} />
        </span>
      )}
      <span class="unseen" role="status">{phase === "ready" ? t("ready") : ""}</span>
    </div>
  );
}

const WORK: Record<string, Key> = { calibration: "workCalibration", draws: "workDraws" };
const KINDS: Record<Belief["kind"], Key> = { prior: "fromPrior", posterior: "fromPosterior", reweighed: "reweighed", calibrated: "calibrated" };

function BeliefMark({ of }: { of: Belief }) {
  const worth = of.effective === null ? "" : ` · ${t("worth", { count: number(of.effective, lang.value, 2) })}`;
  const said = `${t(KINDS[of.kind])}${worth}`;
  return (
    <>
      <span>{said}</span>
      {of.provisional && (
        <span class="provisional" title={say(of.note) || t("provisionalWhy")}>
          <span aria-hidden="true">◐</span> {t("provisional")}
        </span>
      )}
      {of.note && <span class="soft">{say(of.note)}</span>}
    </>
  );
}
