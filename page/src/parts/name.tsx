/** A thing of the model by its title; it opens what there is to say of it. */

import type { Titled } from "../contract";
import { change, titled } from "../store";
import { t, title } from "../words";

type Props = { of: Titled; code?: boolean; label?: string };

export function Name({ of, code = false, label }: Props) {
  const name = label ?? title(of.title);
  return (
    <span class="named">
      <button class="name" title={t("open", { name })} onClick={() => change({ open: of.name }, true)}>
        {name}
      </button>
      {code && <code class="code"> {of.name}</code>}
    </span>
  );
}

/** A thing of which only the name is known: by its title where the model tells one. */
export function NameOf({ name }: { name: string }) {
  return <Name of={titled(name) ?? { name, title: { en: name, zh: name } }} />;
}
