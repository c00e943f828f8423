import type { ReactNode } from "react";
import styles from "./panel.module.css";

/** A titled part of the panel. */
export function Part({ title, note, actions, children }: { title: string; note?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  return (
    <section>
      <div className={styles.partHead}>
        <h3>{title}</h3>
        {note && <span className={`${styles.note} num`}>{note}</span>}
        {actions}
      </div>
      {children}
    </section>
  );
}
