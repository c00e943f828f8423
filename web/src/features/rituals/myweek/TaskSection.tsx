import { Link } from "@tanstack/react-router";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { LinkButton } from "@/ui/Button";
import { Section } from "@/ui/layout";
import { Status } from "@/ui/Status";
import { healthTone, healthWord } from "@/widgets/goals/health";
import { DueDay } from "@/widgets/tasks/DueDay";
import { GoalChips } from "@/widgets/tasks/GoalChips";
import { useToday } from "@/widgets/today";
import { useWorkspace } from "@/widgets/workspace";
import styles from "./MyWeek.module.css";
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
      <ul className={styles.list}>
        {week.tasks.map((line) => (
          <OneTask key={line.task.id} line={line} />
        ))}
      </ul>
    </Section>
  );
}

function OneTask({ line: { task, health } }: { line: TaskLine }) {
  const today = useToday();
  const locale = useFormatLocale();
  const close = useClose();
  const loud = health === "off_track" || health === "at_risk";
  return (
    <li className={styles.row} data-ticks>
      <input
        type="checkbox"
        className={styles.tick}
        checked={false}
        aria-label={i18n._({ id: "work.tick", message: "{title} is done", values: { title: task.title } })}
        onChange={() => close.run(task)}
      />
      <span className={styles.words}>
        <Link className={styles.title} to="." search={(before: Record<string, unknown>) => ({ ...before, task: task.id })}>
          {task.title}
        </Link>
        <span className={styles.facts}>
          <GoalChips serves={task.serves} most={2} titled />
          {loud && (
            <Status tone={healthTone(health)} bare>
              {healthWord(health)}
            </Status>
          )}
        </span>
      </span>
      <DueDay task={task} today={today} locale={locale} />
    </li>
  );
}
