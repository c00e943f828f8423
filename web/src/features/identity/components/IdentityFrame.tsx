import { Trans } from "@lingui/react";
import { type ReactNode, useEffect } from "react";
import { Wordmark } from "@/ui/Brand";
import styles from "./IdentityFrame.module.css";
import { LineOfSight } from "./LineOfSight";

export interface IdentityFrameProps {
  title: string;
  /** A sentence under the title. */
  lead?: ReactNode;
  /** Under the form: other ways on. */
  foot?: ReactNode;
  children?: ReactNode;
}

/** The pages before one is inside: a quiet form, and beside it what this product is about. */
export function IdentityFrame({ title, lead, foot, children }: IdentityFrameProps) {
  useEffect(() => {
    document.title = `${title} · Headway`;
  }, [title]);
  return (
    <div className={styles.frame}>
      <aside className={styles.aside}>
        <p className={styles.claim}>
          <Trans id="identity.claim" message="When a task is done, the goal moves." />
        </p>
        <LineOfSight />
      </aside>
      <main className={styles.main} id="main">
        <div className={styles.column}>
          <Wordmark size={26} />
          <div>
            <h1 className={styles.title} tabIndex={-1} data-focus-target>
              {title}
            </h1>
            {lead && <p className={styles.lead}>{lead}</p>}
          </div>
          {children}
          {foot && <div className={styles.foot}>{foot}</div>}
        </div>
      </main>
    </div>
  );
}
