import { createLink } from "@tanstack/react-router";
import type { ReactNode, Ref } from "react";
import styles from "./Choices.module.css";

interface ChoicesProps {
  label: string;
  /** Where there is no room beside the content: one line that scrolls sideways, or lines as many as it takes. */
  narrow?: "scroll" | "wrap";
  children: ReactNode;
}

/** What one can look at, in a column beside its content: one of the lines is shown there. Of `Choice` and `ChoiceLink`. */
export function Choices({ label, narrow, children }: ChoicesProps) {
  return (
    <nav aria-label={label} className={styles.choices} data-narrow={narrow} data-no-print>
      <ul>{children}</ul>
    </nav>
  );
}

interface Parts {
  /** In front: a dot, a tick. */
  lead?: ReactNode;
  /** At the end, small: a count, a time. */
  end?: ReactNode;
  children: ReactNode;
}

interface ChoiceProps extends Parts {
  chosen: boolean;
  /** There is nothing behind it just now, and one may look all the same. */
  empty?: boolean;
  disabled?: boolean;
  choose: () => void;
}

export function Choice({ chosen, empty, disabled, choose, ...parts }: ChoiceProps) {
  return (
    <li>
      <button type="button" aria-current={chosen || undefined} data-empty={empty || undefined} disabled={disabled} className={styles.choice} onClick={choose}>
        <Words {...parts} />
      </button>
    </li>
  );
}

function Anchor({ lead, end, children, ref, ...rest }: Parts & { ref?: Ref<HTMLAnchorElement> }) {
  return (
    <li>
      <a ref={ref} {...rest} className={styles.choice}>
        <Words lead={lead} end={end}>
          {children}
        </Words>
      </a>
    </li>
  );
}

/** A choice with an address of its own: takes what the router's `Link` takes. */
export const ChoiceLink = createLink(Anchor);

function Words({ lead, end, children }: Parts) {
  return (
    <>
      {lead !== undefined && <span className={styles.lead}>{lead}</span>}
      <span className={styles.words}>{children}</span>
      {end !== undefined && <span className={`${styles.end} num`}>{end}</span>}
    </>
  );
}
