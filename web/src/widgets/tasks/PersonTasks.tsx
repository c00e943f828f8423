import { queryOptions, useQuery } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap } from "@/api/client";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { Section } from "@/ui/layout";
import { Line, Lines } from "@/ui/Lines";
import { EmptyState, ErrorState, SkeletonRows } from "@/ui/states";
import { Count } from "@/ui/Status";
import { useToday } from "../today";
import { useWorkspace } from "../workspace";
import { DueDay } from "./DueDay";
import { GoalChips } from "./GoalChips";
import { TaskTitle, taskFacts } from "./TaskWords";
import styles from "./PersonTasks.module.css";

const MOST = 100;

const openTasksQuery = (slug: string, member: string) =>
  queryOptions({
    queryKey: keyOf(slug, "tasks", "of", member),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/members/{member}/tasks", { params: { path: { workspace: slug, member }, query: { limit: MOST } }, signal })),
  });

/** What somebody is working on, soonest due first: where it belongs, by when, and which key result it moves. */
export function PersonTasks({ member }: { member: string }) {
  const { slug } = useWorkspace();
  const { data, error, isPending, refetch } = useQuery(openTasksQuery(slug, member));
  const title = i18n._({ id: "tasks.open", message: "Open tasks" });
  const count = data && (data.next ? `${MOST}+` : data.items.length);
  return (
    <Section
      title={
        <>
          {title} {count ? <Count>{count}</Count> : null}
        </>
      }
    >
      {isPending && <SkeletonRows rows={5} height={46} />}
      {error && !data && <ErrorState error={error} retry={() => void refetch()} small />}
      {data?.items.length === 0 && <EmptyState icon="check" sentence={i18n._({ id: "tasks.open.none", message: "No open task is assigned to this person." })} />}
      {data && data.items.length > 0 && (
        <Lines sides="minmax(0, 240px) 92px">
          {data.items.map((task) => (
            <TaskLine key={task.id} task={task} />
          ))}
        </Lines>
      )}
    </Section>
  );
}

function TaskLine({ task }: { task: Schema<"MyTask"> }) {
  const { slug } = useWorkspace();
  const today = useToday();
  const locale = useFormatLocale();
  return (
    <Line title={<TaskTitle task={task} />} facts={taskFacts(task, slug)}>
      <span className={styles.goals}>
        {task.serves.length > 0 ? <GoalChips serves={task.serves} most={1} titled /> : <span className={styles.none}>{i18n._({ id: "tasks.noGoal", message: "No key result" })}</span>}
      </span>
      <DueDay task={task} today={today} locale={locale} />
    </Line>
  );
}
