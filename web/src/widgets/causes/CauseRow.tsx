import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { i18n } from "@/i18n/i18n";
import { narrow } from "@/lib/numbers";
import { useWorkspace } from "../workspace";
import styles from "./causes.module.css";
import type { Cause } from "./queries";
import { effectWords } from "./rules";

interface CauseRowProps {
  /** The key result. */
  of: string;
  cause: Cause;
  /** 0 to 100. */
  bar: number;
  /** Stands among causes of another chance than its own. */
  mixed?: boolean;
}

/** One cause: what is so, what it is taken from, what would be without it; a click leads to who or what is behind it. */
export function CauseRow({ of, cause, bar, mixed = false }: CauseRowProps) {
  const effect = effectWords(cause);
  return (
    <li className={styles.row} data-unsaid={effect === "" || undefined}>
      <div className={styles.words}>
        <span className={styles.sentence}>
          <CauseLink of={of} cause={cause}>{narrow(cause.sentence)}</CauseLink>
        </span>
        {cause.evidence && <span className={styles.evidence}>{narrow(cause.evidence)}</span>}
        {cause.more.length > 0 && <More cause={cause} />}
      </div>
      {effect && (
        <div className={styles.effect}>
          <span className={`${styles.points} num`}>{effect}</span>
          <span className={styles.bar} aria-hidden="true">
            <i style={{ inlineSize: `${bar}%` }} />
          </span>
          <span className={styles.supposing}>{mixed && cause.of === "work" ? i18n._({ id: "causes.ofWork", message: "of its work: {supposing}", values: { supposing: narrow(cause.supposing) } }) : narrow(cause.supposing)}</span>
        </div>
      )}
    </li>
  );
}

/** The sentence as a link to the task, the person or the goal that it is about; to the check-in where a value is missing. */
export function CauseLink({ of, cause, children }: { of: string; cause: Cause; children: ReactNode }) {
  const { slug } = useWorkspace();
  const { task, person, objective } = cause;
  if (task) return <TaskLink id={task.id}>{children}</TaskLink>;
  if (person) {
    return (
      <Link to="/w/$workspace/people/$person" params={{ workspace: slug, person: person.id }}>
        {children}
      </Link>
    );
  }
  if (objective) {
    return (
      <Link to="/w/$workspace/objectives/$objective" params={{ workspace: slug, objective: objective.id }}>
        {children}
      </Link>
    );
  }
  if (cause.kind === "stale") {
    return (
      <Link to="/w/$workspace/check-ins" params={{ workspace: slug }} search={{ of }}>
        {children}
      </Link>
    );
  }
  return children;
}

/** The further tasks of the same kind, by their numbers. */
function More({ cause }: { cause: Cause }) {
  return (
    <span className={styles.more}>
      <span>{i18n._({ id: "causes.more", message: "Also:" })}</span>
      {cause.more.map((task) => (
        <TaskLink key={task.id} id={task.id} title={task.title}>
          {task.label}
        </TaskLink>
      ))}
    </span>
  );
}

function TaskLink({ id, title, children }: { id: string; title?: string; children: ReactNode }) {
  return (
    <Link to="." search={(before: Record<string, unknown>) => ({ ...before, causes: undefined, task: id })} title={title}>
      {children}
    </Link>
  );
}
