import { effect } from "@preact/signals";
import { render } from "preact";
import { Page } from "./page";
import { model, start } from "./store";
import "./style/base.css";
import "./style/layout.css";
import "./style/parts.css";
import "./style/charts.css";
import { followTheme } from "./theme";
import { lang, title } from "./words";

followTheme();
effect(() => {
  document.documentElement.lang = lang.value === "zh" ? "zh-Hans" : "en";
  document.title = model.value ? `${title(model.value.title)} · Tenfold` : "Tenfold";
});
render(<Page />, document.getElementById("page")!);
void start();
