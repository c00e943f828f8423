import { useEffect, useRef, useState } from "react";
import { asProblem } from "@/lib/problem";
import { i18n } from "@/i18n/i18n";
import { createStore, useStore } from "@/lib/store";
import { Icon } from "./icons";
import styles from "./toast.module.css";

export interface Toast {
  id: number;
  text: string;
  tone: "plain" | "error";
  undo?: () => void;
  /** Shown small: an error's code. */
  code?: string;
}

const toasts = createStore<Toast[]>([]);
const most = 3;
const stay = { plain: 5_000, undo: 10_000, error: 12_000 };
let number = 0;

function show(toast: Omit<Toast, "id">): void {
  number += 1;
  toasts.set([...toasts.get().slice(1 - most), { ...toast, id: number }]);
}

function dismiss(id: number): void {
  toasts.set(toasts.get().filter((toast) => toast.id !== id));
}

/** Toasts are for what I did. `undo` is offered for ten seconds (also by Ctrl+Z outside of fields). */
export const toast = {
  show: (text: string, options: { undo?: () => void } = {}) => show({ text, tone: "plain", undo: options.undo }),
  error: (thrown: unknown) => {
    const problem = asProblem(thrown);
    show({ text: problem.detail, tone: "error", code: problem.code });
  },
};

/** Undoes the newest toast that can be; false when there is none. */
export function undoLast(): boolean {
  const last = toasts.get().findLast((shown) => shown.undo);
  if (!last) return false;
  dismiss(last.id);
  last.undo?.();
  return true;
}

/** Placed once, in the provider. Both live regions are always there: a region that appears with its text is not read. */
export function ToastRegion() {
  const shown = useStore(toasts);
  return (
    <section className={styles.region} aria-label={i18n._({ id: "ui.toast.region", message: "Messages" })} data-no-print>
      <div role="status" aria-live="polite">
        {shown.filter((entry) => entry.tone === "plain").map((entry) => <ToastCard key={entry.id} toast={entry} />)}
      </div>
      <div role="alert" aria-live="assertive">
        {shown.filter((entry) => entry.tone === "error").map((entry) => <ToastCard key={entry.id} toast={entry} />)}
      </div>
    </section>
  );
}

function ToastCard({ toast: { id, text, tone, undo, code } }: { toast: Toast }) {
  const [held, setHeld] = useState(false);
  const time = tone === "error" ? stay.error : undo ? stay.undo : stay.plain;
  const left = useRef(time);

  useEffect(() => {
    if (held) return;
    const start = performance.now();
    const timer = setTimeout(() => dismiss(id), left.current);
    return () => {
      clearTimeout(timer);
      left.current = Math.max(1500, left.current - (performance.now() - start));
    };
  }, [held, id]);

  const hold = { onMouseEnter: () => setHeld(true), onMouseLeave: () => setHeld(false) };
  return (
    <div className={styles.toast} data-tone={tone} {...hold} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
      <span className={styles.icon}>
        <Icon name={tone === "error" ? "alert" : "check"} />
      </span>
      <span className={styles.text}>
        {text} {code && <small>{code}</small>}
      </span>
      {undo && (
        <button
          type="button"
          className={styles.undo}
          onClick={() => {
            dismiss(id);
            undo();
          }}
        >
          {i18n._({ id: "ui.toast.undo", message: "Undo" })}
        </button>
      )}
      <button type="button" className={styles.close} aria-label={i18n._({ id: "ui.toast.dismiss", message: "Dismiss" })} onClick={() => dismiss(id)}>
        <Icon name="x" size={14} />
      </button>
    </div>
  );
}
