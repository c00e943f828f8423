import { Link } from "@tanstack/react-router";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { narrow } from "@/lib/numbers";
import { LinkButton } from "@/ui/Button";
import { Section } from "@/ui/layout";
import { Line, Lines } from "@/ui/Lines";
import { Status } from "@/ui/Status";
import { useToday } from "@/widgets/today";
import { useWorkspace } from "@/widgets/workspace";
import { dueTone, dueWords, minutesFor } from "../checkins/words";
import type { MyWeek } from "./queries";

/** The check-ins that I owe, how long they take, and one key to begin. */
export function DueSection({ lines }: { lines: MyWeek["due"] }) {
  const { slug } = useWorkspace();
  const locale = useFormatLocale();
  const today = useToday();
  const count = lines.length;
  return (
    <Section
      title={i18n._({ id: "myweek.due", message: "{count, plural, one {# check-in is due} other {# check-ins are due}}", values: { count } })}
      note={i18n._({ id: "myweek.due.note", message: "About {minutes, plural, one {a minute} other {# minutes}} in all.", values: { minutes: minutesFor(count) } })}
      actions={
        <LinkButton to="/w/$workspace/check-ins" params={{ workspace: slug }} variant="primary" shortcut="B">
          {i18n._({ id: "myweek.begin.short", message: "Begin" })}
        </LinkButton>
      }
    >
      <Lines>
        {lines.map(({ key_result: goal, objective, due }) => (
          <Line
            key={goal.id}
            title={
              <Link to="/w/$workspace/check-ins" params={{ workspace: slug }} search={{ of: goal.id }}>
                {narrow(goal.title)}
              </Link>
            }
            facts={[narrow(objective.title)]}
          >
            <Status tone={dueTone(due.state)} bare>
              {dueWords(due, today, locale)}
            </Status>
          </Line>
        ))}
      </Lines>
    </Section>
  );
}
