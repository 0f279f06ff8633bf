import type { Problem } from "../api";
import { lang, say, t } from "../words";

/** What could not be done, and where a model's text is wrong. */
export function ProblemNote({ of, before }: { of: Problem; before?: string }) {
  const { body } = of;
  return (
    <div class="note bad" role="alert">
      <p>
        <strong>{before ?? t("problem")}</strong> {lang.value === "zh" ? body.message_zh : body.message}
      </p>
      {body.diagnostics?.slice(0, 5).map((one, i) => (
        <p key={i} class="small">
          <code>{one.path}:{one.from.line}</code> {say(one.message)} {one.help && <em>{say(one.help)}</em>}
        </p>
      ))}
    </div>
  );
}
