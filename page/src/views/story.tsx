/** One draw followed from its parameters through all that happens in it. */

import { useEffect, useState } from "preact/hooks";
import { asProblem, isCancelled, story as fetchStory, type Problem } from "../api";
import { nearest } from "../charts/align";
import type { Story } from "../contract";
import { date, quantity } from "../format";
import { end } from "../parts/milestones";
import { Name, NameOf } from "../parts/name";
import { ProblemNote } from "../parts/problem";
import { change, live, questionOf, state, titled } from "../store";
import { lang, say, t } from "../words";

const PARAMETERS = 8;

export function StoryView() {
  const draw = state.value.draw;
  const [story, setStory] = useState<Story | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const question = draw === null ? null : questionOf({ baseline: false, joint: [] });
  const asked = JSON.stringify(question);
  useEffect(() => {
    if (draw === null || !question) return setStory(null);
    const running = new AbortController();
    fetchStory(question, draw, running.signal)
      .then((found) => (setProblem(null), setStory(found)))
      .catch((reason) => !isCancelled(reason) && setProblem(asProblem(reason)));
    return () => running.abort();
  }, [draw, asked]);
  const most = Math.min(state.value.draws, 1000);
  return (
    <section aria-label={t("story")}>
      <h2>{t("story")}</h2>
      <p class="soft">{t("storyLead")}</p>
      <div class="row actions">
        <label>
          {t("drawNumber")}{" "}
          <input class="short" type="number" min={0} value={draw ?? ""} title={t("drawWithMany")} onChange={(event) => change({ draw: wholeOf(event.currentTarget.value) })} />
        </label>
        <button onClick={() => change({ draw: Math.floor(Math.random() * most) })}>{t("anotherDraw")}</button>
      </div>
      {problem && <ProblemNote of={problem} />}
      {story && <Told of={story} />}
    </section>
  );
}

function wholeOf(text: string): number | null {
  const value = Number(text);
  return text !== "" && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

function Told({ of }: { of: Story }) {
  const come = of.milestones.filter((one) => one.at !== null).sort((a, b) => a.at! - b.at!);
  const never = of.milestones.filter((one) => one.at === null);
  return (
    <article class="picture">
      <ol class="plain">
        {come.map((one) => (
          <li class="story-line" key={one.name}>
            <strong>{date(one.at, lang.value)}</strong>
            <span>
              <Name of={one} />
              {of.series.slice(0, 2).map((series) => (
                <span class="soft small" key={series.name}>
                  {" · "}{say(titled(series.name)?.title) || series.name} {quantity(series.value[nearest(series.at, one.at!)] ?? null, series.unit, lang.value)}
                </span>
              ))}
            </span>
          </li>
        ))}
        {never.map((one) => (
          <li class="story-line soft" key={one.name}>
            <span>{t("storyNever", { end: end() })}</span>
            <Name of={one} />
          </li>
        ))}
      </ol>
      <h4>{t("storyWith")}</h4>
      <p class="small">
        {parametersThatMatter(of).map((one) => (
          <span key={one.name}><NameOf name={one.name} /> {quantity(one.value, one.unit, lang.value)} · </span>
        ))}
      </p>
    </article>
  );
}

/** Those that the answers hang on, else the first. */
function parametersThatMatter(of: Story): Story["parameters"] {
  const strong = new Set((live.answer.value?.influence ?? []).map((one) => one.parameter));
  const known = of.parameters.filter((one) => strong.has(one.name));
  return (known.length > 0 ? known : of.parameters).slice(0, PARAMETERS);
}
