/** One series of the answer as a fan. */

import { useMemo } from "preact/hooks";
import { FanChart, isLogarithmic } from "../charts/fan";
import type { SeriesInfo } from "../contract";
import { linesOf } from "../lines";
import { live } from "../store";
import { lang, say } from "../words";

type Props = { of: SeriesInfo; from: number; to: number; height?: number };

export function SeriesFan({ of, from, to, height = 220 }: Props) {
  const answer = live.answer.value;
  const lines = useMemo(() => linesOf([of], answer), [of, answer, lang.value]);
  if (lines.length === 0) return null;
  return <FanChart title={say(of.title)} lines={lines} isLog={isLogarithmic(of.scale)} from={from} to={to} height={height} />;
}
