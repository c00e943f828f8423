import { type ReactNode, useId } from "react";
import styles from "./Square.module.css";

/** One of the four squares. */
export function Quarter({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.quarter} aria-labelledby={id}>
      <header className={styles.head}>
        <h3 id={id}>{title}</h3>
        <p>{note}</p>
      </header>
      {children}
    </section>
  );
}
