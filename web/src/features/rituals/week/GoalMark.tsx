import { Link } from "@tanstack/react-router";
import { i18n } from "@/i18n/i18n";
import { Icon } from "@/ui/icons";
import { useWorkspace } from "@/widgets/workspace";
import type { Commitment } from "../queries";
import styles from "./Week.module.css";

/** The key result it is for; a quiet word where there is none, or none the reader may see. */
export function GoalMark({ goal, titled = false }: { goal: Commitment["key_result"]; titled?: boolean }) {
  const { slug } = useWorkspace();
  if (!goal) return <span className={styles.noGoal}>{i18n._({ id: "tasks.noGoal", message: "No key result" })}</span>;
  if (!goal.id) return <span>{i18n._({ id: "rituals.goal.private", message: "A private goal" })}</span>;
  return (
    <Link className={styles.goal} to="/w/$workspace/key-results/$keyResult" params={{ workspace: slug, keyResult: goal.id }} title={`${goal.label} ${goal.title}`}>
      <Icon name="flag" size={11} />
      <b className="num">{goal.label}</b>
      {titled ? <span>{goal.title}</span> : <span className="visually-hidden">{goal.title}</span>}
    </Link>
  );
}
