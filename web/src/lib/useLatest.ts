import { type RefObject, useInsertionEffect, useRef } from "react";

/** The newest value for code that runs later (listeners, timers), without running it anew when the value changes. */
export function useLatest<T>(value: T): Readonly<RefObject<T>> {
  const latest = useRef(value);
  useInsertionEffect(() => {
    latest.current = value;
  });
  return latest;
}
