import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { EmptyState, ErrorState, SkeletonRows } from "@/ui/states";
import { useToday } from "@/widgets/today";
import { useWorkspace } from "@/widgets/workspace";
import { myTasksQuery } from "../queries";
import { useTick } from "../writes";
import { DueDay } from "@/widgets/tasks/DueDay";
import { PriorityMark } from "./PriorityMark";
import styles from "./MyTasks.module.css";

/** My open tasks in all projects, soonest due first. */
export function MyTasks() {
  const { slug, me } = useWorkspace();
  const today = useToday();
  const locale = useFormatLocale();
  const tick = useTick();
  const { data, error, refetch } = useQuery(myTasksQuery(slug, me.member));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={10} />;
  if (data.items.length === 0) return <EmptyState icon="check" sentence={i18n._({ id: "work.mine.none", message: "Nothing open is assigned to you." })} />;
  return (
    <ul className={styles.list}>
      {data.items.map((task) => (
        <li key={task.id} className={styles.row}>
          <input
            type="checkbox"
            className={styles.tick}
            aria-label={i18n._({ id: "work.tick", message: "{title} is done", values: { title: task.title } })}
            checked={task.status_type === "done"}
            onChange={(event) => tick.run({ task, done: event.currentTarget.checked })}
          />
          <span className={styles.words}>
            <Link className={styles.title} to="." search={(before: Record<string, unknown>) => ({ ...before, task: task.id })}>
              {task.title}
            </Link>
            <span className={styles.facts}>
              <span className="num">{task.label}</span>
              <Link to="/w/$workspace/projects/$project" params={{ workspace: slug, project: task.project.id }}>
                {task.project.title}
              </Link>
            </span>
          </span>
          <PriorityMark priority={task.priority} withWord />
          <span className={styles.due}>
            <DueDay task={task} today={today} locale={locale} />
          </span>
        </li>
      ))}
    </ul>
  );
}
