import type { Provenance } from "../contract";
import { t } from "../words";

/** Where a number comes from, as a word and a mark: not by colour alone. */
export function Badge({ kind }: { kind: Provenance | null }) {
  if (kind === null) return null;
  return (
    <span class={`badge kind-${kind}`}>
      <span aria-hidden="true">{MARKS[kind]}</span> {t(kind)}
    </span>
  );
}

const MARKS: Record<Provenance, string> = { data: "●", literature: "■", interview: "▲", judgement: "○" };
