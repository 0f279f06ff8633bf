/** What a model says of one of its names, in a sentence. */

import { useEffect, useState } from "preact/hooks";
import { explain } from "../api";
import type { Words } from "../contract";
import { model } from "../store";
import { say } from "../words";

/** Asked once for each name of each model. */
const known = new Map<string, Promise<Words | null>>();

function docOf(hash: string, name: string): Promise<Words | null> {
  const key = `${hash} ${name}`;
  const found = known.get(key) ?? explain(name, new AbortController().signal).then((one) => one.doc, () => null);
  known.set(key, found);
  return found;
}

export function SaidOf({ name }: { name: string }) {
  const [doc, setDoc] = useState<Words | null>(null);
  const hash = model.value?.hash ?? "";
  useEffect(() => {
    let isWanted = true;
    void docOf(hash, name).then((found) => isWanted && setDoc(found));
    return () => void (isWanted = false);
  }, [hash, name]);
  return <p class="said-of small soft">{say(doc)}</p>;
}
