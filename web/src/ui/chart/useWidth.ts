import { type RefObject, useLayoutEffect, useRef, useState } from "react";

const assumed = 560;

/** The width of an element in pixels, following the layout. */
export function useWidth(): [RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(assumed);
  useLayoutEffect(() => {
    if (!box.current) return;
    if (box.current.clientWidth > 0) setWidth(box.current.clientWidth); // before the first paint: nothing is drawn twice
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidth(Math.round(entry.contentRect.width));
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return [box, width];
}
