import katex from "katex";
import "katex/dist/katex.min.css";

/** Sets LaTeX into an element; false where it cannot be read. */
export function typeset(latex: string, into: HTMLElement): boolean {
  try {
    katex.render(latex, into, { displayMode: true, throwOnError: true, output: "htmlAndMathml", strict: "ignore" });
    return true;
  } catch {
    return false;
  }
}
