/** Milestones of an answer with what the model says of them. */

import type { MilestoneAnswer } from "../contract";
import { date, share, time } from "../format";
import { model } from "../store";
import { lang, t } from "../words";

/** A middle date, or that it does not come. */
export function middle(of: MilestoneAnswer | undefined): string {
  if (!of) return "–";
  return of.q50 === null ? t("notBy", { end: end() }) : date(of.q50, lang.value);
}

/** The last time of the model, as it is written. */
export function end(): string {
  return time(model.value?.end ?? 2050, lang.value);
}

/** Eight of ten futures, and how many never. */
export function range({ q10, q90, never }: MilestoneAnswer): string {
  const until = q90 === null ? t("notBy", { end: end() }) : date(q90, lang.value);
  const rest = never > 0 ? ` · ${t("neverShare", { end: end(), share: share(never, lang.value) })}` : "";
  return q10 === null ? rest.slice(3) : `${date(q10, lang.value)} – ${until}${rest}`;
}
