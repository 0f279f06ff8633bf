import { useEffect, useRef, useState } from "preact/hooks";

/** An equation typeset from LaTeX; where there is none, or it cannot be read, as the model writes it. */
export function Equation({ latex, text }: { latex: string | null; text: string }) {
  const place = useRef<HTMLDivElement>(null);
  const [isSet, setIsSet] = useState(false);
  useEffect(() => {
    setIsSet(false);
    if (!latex) return;
    let isWanted = true;
    // KaTeX is read when the first equation is opened. `render` builds elements, so that no policy has to allow inline styles.
    void import("../typeset").then(({ typeset }) => {
      if (isWanted && place.current) setIsSet(typeset(latex, place.current));
    });
    return () => void (isWanted = false);
  }, [latex]);
  return (
    <div class="equation" tabIndex={0} role="group" aria-label={text}>
      <div ref={place} hidden={!isSet} />
      {!isSet && <pre>{text}</pre>}
      {isSet && text && <pre class="soft small">{text}</pre>}
    </div>
  );
}
