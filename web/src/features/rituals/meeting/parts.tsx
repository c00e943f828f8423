import { Link } from "@tanstack/react-router";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { Avatar, Person } from "@/ui/Avatar";
import { LinkButton } from "@/ui/Button";
import { CausesOf } from "@/widgets/causes/CausesOf";
import { HealthBadge } from "@/widgets/goals/HealthBadge";
import { ProgressNumber } from "@/widgets/goals/ProgressNumber";
import { useWorkspace } from "@/widgets/workspace";
import type { AgendaItem, Meeting } from "../queries";
import styles from "./Meeting.module.css";

/** A key result that is behind: the number (ask it why), who answers for it, how sure they are. */
export function GoalView({ item: { goal } }: { item: AgendaItem }) {
  const { slug } = useWorkspace();
  if (!goal) return <p className={styles.quiet}>{i18n._({ id: "rituals.item.private", message: "A goal you may not see" })}</p>;
  return (
    <div className={styles.goal}>
      <h2>
        <Link to="/w/$workspace/key-results/$keyResult" params={{ workspace: slug, keyResult: goal.id }}>
          {goal.title}
        </Link>
      </h2>
      <p className={styles.quiet}>{goal.objective.title}</p>
      <div className={styles.numbers}>
        <ProgressNumber subject="key_result" id={goal.id} display={goal.progress.display} of={goal.title} large />
        <HealthBadge health={goal.health} />
        <span className="num">{i18n._({ id: "rituals.goal.confidence", message: "Confidence {n}/10", values: { n: goal.confidence } })}</span>
        {goal.owner && <Person name={goal.owner.name} />}
      </div>
      <section className={styles.why}>
        <h3>{i18n._({ id: "causes.list", message: "What stands in the way" })}</h3>
        <CausesOf keyResult={goal.id} most={3} />
      </section>
    </div>
  );
}

/** Whose word is missing: one click to the check-in, which leads back here. */
export function MissingList({ meeting }: { meeting: Meeting }) {
  const { slug } = useWorkspace();
  const locale = useFormatLocale();
  if (meeting.missing.length === 0) return <p className={styles.quiet}>{i18n._({ id: "rituals.missing.none", message: "Every check-in has come in by now." })}</p>;
  return (
    <ul className={styles.rows}>
      {meeting.missing.map((one) => (
        <li key={one.id}>
          {one.owner ? <Avatar name={one.owner.name} size={24} /> : <span />}
          <span className={styles.itemName}>
            <Link to="/w/$workspace/key-results/$keyResult" params={{ workspace: slug, keyResult: one.id }}>
              {one.title}
            </Link>
            <small className={styles.quiet}>
              {[
                one.owner?.name,
                one.last_on
                  ? i18n._({ id: "rituals.missing.last", message: "last value {day}", values: { day: formatDay(one.last_on, { locale }) } })
                  : i18n._({ id: "rituals.missing.never", message: "no value yet" }),
              ]
                .filter(Boolean)
                .join(" · ")}
            </small>
          </span>
          <LinkButton size="s" to="/w/$workspace/check-ins" params={{ workspace: slug }} search={{ of: one.id, meeting: meeting.id }} aria-label={i18n._({ id: "rituals.missing.checkIn.of", message: "Check in: {title}", values: { title: one.title } })}>
            {i18n._({ id: "checkins.checkIn", message: "Check in" })}
          </LinkButton>
        </li>
      ))}
    </ul>
  );
}
