import { i18n, useFormatLocale } from "@/i18n/i18n";
import { LinkButton } from "@/ui/Button";
import { Section } from "@/ui/layout";
import { Line, Lines } from "@/ui/Lines";
import { Status } from "@/ui/Status";
import { healthTone, healthWord } from "@/widgets/goals/health";
import { DueDay } from "@/widgets/tasks/DueDay";
import { GoalChips } from "@/widgets/tasks/GoalChips";
import { TaskTick } from "@/widgets/tasks/TaskTick";
import { TaskTitle } from "@/widgets/tasks/TaskWords";
import { useToday } from "@/widgets/today";
import { useWorkspace } from "@/widgets/workspace";
import { type MyWeek, type TaskLine, useClose } from "./queries";

/** My tasks that move a key result; what helps most stands first. */
export function TaskSection({ week }: { week: MyWeek }) {
  const { slug } = useWorkspace();
  const rest = week.tasks_more + week.other_tasks;
  return (
    <Section
      title={i18n._({ id: "myweek.tasks", message: "My tasks that move a key result" })}
      note={i18n._({ id: "myweek.tasks.note", message: "What helps most stands first: by due day, priority, and how the key result stands." })}
      actions={
        rest > 0 && (
          <LinkButton to="/w/$workspace/projects" params={{ workspace: slug }} search={{ view: "mine" }} variant="quiet" size="s">
            {i18n._({ id: "myweek.tasks.rest", message: "{rest, plural, one {# more task} other {# more tasks}}", values: { rest } })}
          </LinkButton>
        )
      }
    >
      <Lines>
        {week.tasks.map((line) => (
          <OneTask key={line.task.id} line={line} />
        ))}
      </Lines>
    </Section>
  );
}

function OneTask({ line: { task, health } }: { line: TaskLine }) {
  const today = useToday();
  const locale = useFormatLocale();
  const close = useClose();
  const loud = health === "off_track" || health === "at_risk";
  return (
    <Line
      lead={<TaskTick title={task.title} done={false} change={() => close.run(task)} />}
      title={<TaskTitle task={task} />}
      facts={[
        <GoalChips key="serves" serves={task.serves} most={2} titled />,
        loud && (
          <Status key="health" tone={healthTone(health)} bare>
            {healthWord(health)}
          </Status>
        ),
      ]}
    >
      <DueDay task={task} today={today} locale={locale} />
    </Line>
  );
}
