/** The views, and what holds for all of them: sharing, language, colours. */

import { VIEWS } from "../state";
import { change, model, panelOpen, state } from "../store";
import { nextTheme, theme } from "../theme";
import { lang, t, title } from "../words";
import { Share } from "./share";

export function Header() {
  const shown = model.value;
  const other = lang.value === "en" ? "zh" : "en";
  return (
    <header class="top">
      <a class="skip" href="#main" onClick={(event) => (event.preventDefault(), document.getElementById("main")?.focus())}>{t("skip")}</a>
      <p class="brand">
        <strong>Tenfold</strong> {shown && <span class="soft">{title(shown.title)}</span>}
      </p>
      <nav aria-label={t("views")}>
        {VIEWS.map((one) => (
          <button
            key={one}
            class="tab"
            aria-current={state.value.view === one ? "page" : undefined}
            onClick={() => {
              panelOpen.value = false;
              change({ view: one }, true);
            }}
          >
            {t(one)}
          </button>
        ))}
      </nav>
      <div class="tools">
        <Share />
        <button class="quiet" lang={other === "zh" ? "zh-Hans" : "en"} aria-label={`${t("language")}: ${other === "zh" ? "中文" : "English"}`} onClick={() => change({ lang: other })}>
          {other === "zh" ? "中文" : "English"}
        </button>
        <button class="quiet" aria-label={`${t("theme")}: ${t(theme.value)}`} title={`${t("theme")}: ${t(theme.value)}`} onClick={nextTheme}>
          <span aria-hidden="true">{{ auto: "◐", light: "○", dark: "●" }[theme.value]}</span>
        </button>
      </div>
    </header>
  );
}
