import { useEffect, useRef, useState } from "react";
import { formatNumber } from "@/lib/numbers";

const GLIDE_MS = 450;

/** "45 %" that runs from the number shown before to the new one; at once where people want less motion, or text replaces text. */
export function useGlide(display: string): string {
  const [shown, setShown] = useState(display);
  const before = useRef(display);
  useEffect(() => {
    const from = numberIn(before.current);
    const to = numberIn(display);
    before.current = display;
    if (from === null || to === null || from === to || prefersStillness()) return setShown(display);
    const start = performance.now();
    let frame = requestAnimationFrame(function step(now) {
      const way = Math.min(1, (now - start) / GLIDE_MS);
      setShown(way === 1 ? display : display.replace(number, formatNumber(between(from, to, way), { decimals: 0 })));
      if (way < 1) frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [display]);
  return shown;
}

const number = /[-−]?\d+/;

export function numberIn(display: string): number | null {
  const found = number.exec(display);
  return found ? Number(found[0].replace("−", "-")) : null;
}

/** Quick at first, gentle at the end; whole numbers. */
export function between(from: number, to: number, way: number): number {
  return Math.round(from + (to - from) * (1 - (1 - way) ** 3));
}

const prefersStillness = () => typeof matchMedia !== "function" || matchMedia("(prefers-reduced-motion: reduce)").matches;
