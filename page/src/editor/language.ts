/** The modelling language as the editor colours it: its words, not its grammar. */

import { HighlightStyle, StreamLanguage, syntaxHighlighting, type StringStream } from "@codemirror/language";
import { tags } from "@lezer/highlight";

/** The reserved words, as the language's reference lists them; a test holds both lists together. */
export const RESERVED = (
  "module use unit dimension const param input stock let lookup data noise event milestone observe output connect correlate " +
  "simulate scenario test claim from to by using initial inflow outflow hazard lasts sharing when set replace assume intervene " +
  "assert given holds on within at draws if then else and or not in of truncated above below rows with all any tension outcome"
).split(" ");

/** Those that an item starts with. */
const ITEMS = new Set(RESERVED.slice(0, RESERVED.indexOf("from")));
const WORDS = new Set(RESERVED);
const SCALES = new Set(["thousand", "million", "billion", "trillion"]);
const KINDS = new Set(["data", "literature", "interview", "judgement"]);

type Seen = { afterColon: boolean; afterFrom: boolean };

function token(stream: StringStream, seen: Seen): string | null {
  if (stream.sol()) Object.assign(seen, { afterColon: false, afterFrom: false });
  if (stream.eatSpace()) return null;
  if (stream.match(/^#.*/)) return "comment";
  if (stream.match(/^"(?:[^"\\]|\\.)*"?/)) return "string";
  if (stream.match(/^\d{4}-\d{2}-\d{2}/) || stream.match(/^\d[\d_]*(?:\.\d+)?(?:e[-+]?\d+)?/i)) return "number";
  if (stream.match(/^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)?/u)) return word(stream, seen);
  if (stream.eat("%")) return "unit";
  const letter = stream.next();
  if (letter === ":") seen.afterColon = true;
  else if (letter && "=~,([".includes(letter)) seen.afterColon = false;
  return letter && "=~+-*/^<>!".includes(letter) ? "operator" : "punctuation";
}

function word(stream: StringStream, seen: Seen): string {
  const text = stream.current();
  const wasFrom = seen.afterFrom;
  seen.afterFrom = text === "from";
  if (wasFrom && KINDS.has(text)) return "kind";
  if (SCALES.has(text)) return "unit";
  if (ITEMS.has(text) && stream.string.slice(0, stream.start).trim() === "") return "item";
  if (WORDS.has(text)) return "keyword";
  if (seen.afterColon) return "unit";
  return stream.match(/^\(/, false) ? "function" : "name";
}

export const tenfold = StreamLanguage.define<Seen>({
  name: "tenfold",
  startState: () => ({ afterColon: false, afterFrom: false }),
  copyState: (seen) => ({ ...seen }),
  token,
  languageData: { commentTokens: { line: "#" }, closeBrackets: { brackets: ["(", "[", "{", '"'] } },
  tokenTable: {
    item: tags.definitionKeyword,
    kind: tags.annotation,
    unit: tags.unit,
    function: tags.function(tags.name),
    name: tags.name,
  },
});

/** Colours of the page, so that light and dark follow by themselves. */
export const colouring = syntaxHighlighting(
  HighlightStyle.define([
    { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
    { tag: tags.string, color: "var(--soft)" },
    { tag: tags.definitionKeyword, color: "var(--fan)", fontWeight: "650" },
    { tag: tags.keyword, color: "var(--fan)" },
    { tag: tags.unit, color: "var(--kind-data)" },
    { tag: tags.number, color: "var(--record)" },
    { tag: tags.annotation, color: "var(--kind-interview)" },
    { tag: tags.function(tags.name), color: "var(--kind-judgement)" },
  ]),
);
