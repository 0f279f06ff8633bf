import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

/** The width in pixels that an element has, kept as it changes. */
export function useWidth(element: RefObject<HTMLElement>, start = 320): number {
  const [width, setWidth] = useState(start);
  useLayoutEffect(() => {
    const observed = element.current;
    if (!observed) return;
    const measure = () => setWidth(Math.max(120, Math.floor(observed.clientWidth)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
