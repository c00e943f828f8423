import type { CSSProperties, ReactNode } from "react";
import styles from "./Lines.module.css";

interface LinesProps {
  /** Widths of what stands at the end of each line, so that it lies in columns: "96px 120px". On a phone it stands below. */
  sides?: string;
  /** What stands at the end is for the hand (fields, buttons) and wants room: it goes below the words earlier. */
  roomy?: boolean;
  label?: string;
  children: ReactNode;
}

/** A list of things, one line each: what it is called, quiet facts below, and what one compares at the end. */
export function Lines({ sides, roomy, label, children }: LinesProps) {
  return (
    <ul className={styles.list} data-roomy={roomy} aria-label={label} style={{ "--line-sides": sides } as CSSProperties}>
      {children}
    </ul>
  );
}

interface LineProps {
  /** A box to tick, an avatar. */
  lead?: ReactNode;
  /** Usually a link. */
  title: ReactNode;
  /** Small and quiet, side by side; what is false is left out. */
  facts?: readonly ReactNode[];
  /** More below the facts. */
  more?: ReactNode;
  /** At the end, one per width of `sides`. */
  children?: ReactNode;
}

export function Line({ lead, title, facts = [], more, children }: LineProps) {
  const said = facts.filter((fact) => fact !== null && fact !== undefined && fact !== false && fact !== "");
  return (
    <li className={styles.line} data-lead={lead ? true : undefined}>
      {lead}
      <span className={styles.words}>
        <span className={styles.title}>{title}</span>
        {said.length > 0 && (
          <span className={styles.facts}>
            {said.map((fact, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- the facts of a line have fixed places
              <span key={at}>{fact}</span>
            ))}
          </span>
        )}
        {more}
      </span>
      {children && <span className={styles.sides}>{children}</span>}
    </li>
  );
}
