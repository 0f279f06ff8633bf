/** The page: header, the view that is chosen, the parameters beside it, and a definition where one is open. */

import { Definition } from "./parts/definition";
import { Header } from "./parts/header";
import { Panel } from "./parts/panel";
import { ProblemNote } from "./parts/problem";
import { Status } from "./parts/status";
import type { View } from "./state";
import { failed, live, model, panelOpen, served, state } from "./store";
import { t } from "./words";
import { AnswerView, openPanel } from "./views/answer";
import { ClaimsView } from "./views/claims";
import { EditorView } from "./views/editor";
import { FitView } from "./views/fit";
import { PicturesView } from "./views/pictures";
import { ScenariosView } from "./views/scenarios";

const VIEWS: Record<View, () => preact.JSX.Element | null> = {
  answer: AnswerView, pictures: PicturesView, scenarios: ScenariosView, claims: ClaimsView, model: EditorView, fit: FitView,
};

export function Page() {
  const View = VIEWS[state.value.view];
  if (failed.value) return <main class="alone"><h1>Tenfold</h1><ProblemNote of={failed.value} /></main>;
  if (!model.value) return <main class="alone"><h1>Tenfold</h1><p role="status">{t("loading")}</p></main>;
  const hasAnswer = state.value.view !== "fit";
  const hasPanel = hasAnswer && state.value.view !== "model";
  return (
    <>
      <Header />
      <div class={`body view-${state.value.view} ${hasPanel ? "" : "alone-view"}`}>
        <main id="main" tabIndex={-1}>
          {hasAnswer && <Status of={live} />}
          <OtherModel />
          {live.problem.value && hasAnswer && <ProblemNote of={live.problem.value} />}
          <View />
        </main>
        {hasPanel && <Panel />}
      </div>
      {hasPanel && !panelOpen.value && (
        <button class="primary float only-narrow" onClick={openPanel}>{t("changeSomething")}</button>
      )}
      <Definition />
    </>
  );
}

/** An address remembers its model: the same numbers come from the same one alone. */
function OtherModel() {
  const { hash } = state.value;
  if (!hash || !served.value || hash === served.value.hash) return null;
  return <p class="note" role="status">{t("otherModel", { hash: hash.slice(0, 12) })}</p>;
}
