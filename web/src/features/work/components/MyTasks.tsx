import { useQuery } from "@tanstack/react-query";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { Line, Lines } from "@/ui/Lines";
import { EmptyState, ErrorState, SkeletonRows } from "@/ui/states";
import { useToday } from "@/widgets/today";
import { useWorkspace } from "@/widgets/workspace";
import { myTasksQuery } from "../queries";
import { useTick } from "../writes";
import { DueDay } from "@/widgets/tasks/DueDay";
import { TaskTick } from "@/widgets/tasks/TaskTick";
import { TaskTitle, taskFacts } from "@/widgets/tasks/TaskWords";
import { PriorityMark } from "./PriorityMark";

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
    <Lines sides="96px 96px">
      {data.items.map((task) => (
        <Line
          key={task.id}
          lead={<TaskTick title={task.title} done={task.status_type === "done"} change={(done) => tick.run({ task, done })} />}
          title={<TaskTitle task={task} />}
          facts={taskFacts(task, slug)}
        >
          <PriorityMark priority={task.priority} withWord />
          <DueDay task={task} today={today} locale={locale} />
        </Line>
      ))}
    </Lines>
  );
}
