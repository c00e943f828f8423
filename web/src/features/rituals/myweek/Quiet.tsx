import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatDistance } from "@/lib/dates";
import { LinkButton } from "@/ui/Button";
import { Icon } from "@/ui/icons";
import { EmptyState } from "@/ui/states";
import { useWorkspace } from "@/widgets/workspace";
import { FirstSteps } from "@/widgets/start/FirstSteps";
import { useToday } from "@/widgets/today";
import styles from "./MyWeek.module.css";
import type { MyWeek } from "./queries";

/** Nothing is owed: one sentence, one way on. */
export function Quiet({ week }: { week: MyWeek }) {
  const { slug } = useWorkspace();
  const locale = useFormatLocale();
  const today = useToday();
  const calm = week.reds.length === 0 && week.tasks.length === 0;
  return (
    <div className={styles.quiet}>
      <p>
        <Icon name="check" />
        {week.next_due
          ? i18n._({ id: "myweek.quiet.next", message: "You owe no check-in. The next one is due {day}.", values: { day: formatDistance(week.next_due, { today, locale }) } })
          : i18n._({ id: "myweek.quiet", message: "You owe no check-in." })}
      </p>
      {calm && (
        <LinkButton to="/w/$workspace/objectives" params={{ workspace: slug }}>
          {i18n._({ id: "myweek.quiet.look", message: "Look at the objectives" })}
        </LinkButton>
      )}
    </div>
  );
}

/** Somebody new: nothing is theirs yet. What this page will hold, and the first step towards it. */
export function Welcome({ week }: { week: MyWeek }) {
  const { slug, me } = useWorkspace();
  const guest = me.role === "guest";
  const sentence = guest
    ? i18n._({ id: "myweek.welcome.guest", message: "Here stands what others wait for from you. What is shared with you is under Objectives and Projects." })
    : week.any_goals
      ? i18n._({ id: "myweek.welcome.nothingYet", message: "No key result is yours yet. Take one on, or have a task given to you: what you owe then stands here." })
      : i18n._({ id: "myweek.welcome.begin", message: "Your week begins with an objective. What you owe it, and what moves it, will stand here." });
  const first = !guest && !week.any_goals;
  return (
    <div className={styles.welcome}>
      <EmptyState
        icon="target"
        sentence={sentence}
        example={first ? i18n._({ id: "goals.objective.example", message: "Customers get help within the hour" }) : undefined}
        action={
          first ? (
            <LinkButton to="/w/$workspace/objectives" params={{ workspace: slug }} search={{ new: "objective" }} variant="primary">
              {i18n._({ id: "goals.objective.first", message: "Write the first objective" })}
            </LinkButton>
          ) : (
            <LinkButton to="/w/$workspace/objectives" params={{ workspace: slug }} variant="primary">
              {i18n._({ id: "myweek.quiet.look", message: "Look at the objectives" })}
            </LinkButton>
          )
        }
      />
      {week.other_tasks > 0 && (
        <LinkButton to="/w/$workspace/projects" params={{ workspace: slug }} search={{ view: "mine" }} variant="quiet">
          {i18n._({ id: "myweek.otherTasks", message: "{count, plural, one {# open task of mine} other {# open tasks of mine}}", values: { count: week.other_tasks } })}
        </LinkButton>
      )}
      {first && <FirstSteps />}
    </div>
  );
}
