import { Trans } from "@lingui/react";
import styles from "./LineOfSight.module.css";

/** A small drawing of the chain: a task that is done lifts its key result, and that its objective. */
export function LineOfSight() {
  return (
    <ol className={styles.chain}>
      <li className={styles.link}>
        <b>
          <Trans id="identity.chain.objective" message="Win the small shops" />
        </b>
        <Bar share={0.58} before={0.52} />
      </li>
      <li className={styles.link}>
        <b>
          <Trans id="identity.chain.keyResult" message="500 qualified leads" />
        </b>
        <Bar share={0.64} before={0.5} />
      </li>
      <li className={styles.link} data-task>
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <circle cx="8" cy="8" r="7" fill="#7fdcb0" />
          <path d="m4.8 8.3 2.2 2.2 4.2-4.8" fill="none" stroke="#0b3d57" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" />
        </svg>
        <b>
          <Trans id="identity.chain.task" message="Translate checkout" />
        </b>
      </li>
    </ol>
  );
}

function Bar({ share, before }: { share: number; before: number }) {
  return (
    <span className={styles.bar} aria-hidden="true">
      <i style={{ inlineSize: `${share * 100}%` }} />
      <i style={{ inlineSize: `${before * 100}%` }} />
    </span>
  );
}
