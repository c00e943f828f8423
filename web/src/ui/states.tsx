import { Trans } from "@lingui/react";
import type { ReactNode } from "react";
import { asProblem } from "@/lib/problem";
import { i18n } from "@/i18n/i18n";
import { Button } from "./Button";
import { Icon, type IconName } from "./icons";
import styles from "./states.module.css";

export interface EmptyStateProps {
  icon?: IconName;
  /** One sentence: what would be here. */
  sentence: string;
  /** One button. */
  action?: ReactNode;
  /** One example of what to put here. */
  example?: ReactNode;
}

export function EmptyState({ icon = "flag", sentence, action, example }: EmptyStateProps) {
  return (
    <div className={styles.state}>
      <span className={styles.emblem}>
        <Icon name={icon} size={20} />
      </span>
      <p className={styles.sentence}>{sentence}</p>
      {example && (
        <p className={styles.example}>
          <Trans id="ui.empty.example" message="For example:" /> <q>{example}</q>
        </p>
      )}
      {action}
    </div>
  );
}

export interface ErrorStateProps {
  /** Whatever was thrown. */
  error: unknown;
  retry?: () => void;
  /** Inside a small box: no emblem. */
  small?: boolean;
}

/** A failed load: the server's sentence, the code and request number to quote, and one way on. */
export function ErrorState({ error, retry, small = false }: ErrorStateProps) {
  const problem = asProblem(error);
  return (
    <div className={styles.state} data-small={small || undefined} role="alert">
      {!small && (
        <span className={styles.emblem} data-tone="off">
          <Icon name="alert" size={20} />
        </span>
      )}
      <p className={styles.sentence}>{problem.detail}</p>
      <p className={styles.code}>
        {problem.code}
        {problem.requestId && ` · ${problem.requestId}`}
      </p>
      {retry && problem.status !== 403 && (
        <Button icon="undo" onClick={retry}>
          {i18n._({ id: "ui.error.retry", message: "Try again" })}
        </Button>
      )}
    </div>
  );
}

/** Grey shapes in the layout of what is coming. `rows` lines of the height of a list row. */
export function SkeletonRows({ rows = 8, height = 36 }: { rows?: number; height?: number }) {
  return (
    <div className={styles.skeleton} role="status">
      <span className="visually-hidden">{i18n._({ id: "ui.loading", message: "Loading" })}</span>
      {Array.from({ length: rows }, (_, at) => (
        <div key={at} className={styles.bone} style={{ blockSize: height }}>
          <i style={{ inlineSize: `${52 - ((at * 17) % 30)}%` }} />
          <i style={{ inlineSize: "14%" }} />
          <i style={{ inlineSize: "9%" }} />
        </div>
      ))}
    </div>
  );
}

/** A grey box that keeps the place of a chart, card or paragraph. */
export function SkeletonBox({ height, width = "100%" }: { height: number; width?: number | string }) {
  return <div className={styles.box} style={{ blockSize: height, inlineSize: width }} aria-hidden="true" />;
}

/** Heading and rows: the pending state of a page. */
export function SkeletonPage() {
  return (
    <div className={styles.page}>
      <SkeletonBox height={24} width={220} />
      <SkeletonRows rows={9} />
    </div>
  );
}
