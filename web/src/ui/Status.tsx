import type { ReactNode } from "react";
import styles from "./Status.module.css";

export type Tone = "on" | "risk" | "off" | "done" | "none";

/** A status is a dot and its word, never colour alone. The caller gives the word: ui/ knows no domain. */
export function Status({ tone, children, bare = false }: { tone: Tone; children: ReactNode; bare?: boolean }) {
  return (
    <span className={styles.status} data-tone={tone} data-bare={bare || undefined}>
      <i className={styles.dot} aria-hidden="true" />
      {children}
    </span>
  );
}

/** A quiet label: priority, kind, a filter that is set. */
export function Tag({ children }: { children: ReactNode }) {
  return <span className={styles.tag}>{children}</span>;
}

/** A number behind a heading or tab. */
export function Count({ children }: { children: ReactNode }) {
  return <span className={styles.count}>{children}</span>;
}
