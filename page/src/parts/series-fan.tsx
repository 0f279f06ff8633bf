/** Series of the answer as fans: one by itself, or a group in one picture. */

import { useMemo } from "preact/hooks";
import { FanChart, isLogarithmic } from "../charts/fan";
import type { SeriesInfo } from "../contract";
import { groupTitle, linesOf } from "../lines";
import { live } from "../store";
import { lang, say } from "../words";

type Props = { of: SeriesInfo; from: number; to: number; height?: number };

export function SeriesFan({ of, from, to, height = 220 }: Props) {
  const answer = live.answer.value;
  const lines = useMemo(() => linesOf([of], answer), [of, answer, lang.value]);
  if (lines.length === 0) return null;
  return <FanChart title={say(of.title)} lines={lines} isLog={isLogarithmic(of.scale)} from={from} to={to} height={height} />;
}

export function GroupFan({ of, from, to, height = 220 }: Omit<Props, "of"> & { of: SeriesInfo[] }) {
  const answer = live.answer.value;
  const names = of.map((one) => one.name).join(" ");
  const lines = useMemo(() => linesOf(of, answer), [names, answer, lang.value]);
  const first = of[0];
  if (!first || lines.length === 0) return null;
  return <FanChart title={groupTitle(first)} lines={lines} isLog={isLogarithmic(first.scale)} from={from} to={to} height={height} />;
}
