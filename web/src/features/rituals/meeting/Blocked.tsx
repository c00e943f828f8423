import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { Avatar } from "@/ui/Avatar";
import { Icon } from "@/ui/icons";
import { useToday } from "@/widgets/today";
import { useWorkspace } from "@/widgets/workspace";
import type { Meeting } from "../queries";
import styles from "./Meeting.module.css";

type HeldUp = Meeting["held_up"][number];

/** What the last check-ins said to be in the way, and the tasks that wait, each with who could set it free. */
export function BlockedList({ meeting }: { meeting: Meeting }) {
  const { blocked, held_up: held } = meeting;
  if (blocked.length + held.length === 0) return <p className={styles.quiet}>{i18n._({ id: "rituals.blocked.none", message: "Nothing is in the way any more." })}</p>;
  return (
    <ul className={styles.rows}>
      {blocked.map((one) => (
        <li key={one.id}>
          {one.by ? <Avatar name={one.by.name} size={24} /> : <span />}
          <span className={styles.itemName}>
            <b>{one.text}</b>
            <GoalName id={one.id} title={one.title} />
          </span>
        </li>
      ))}
      {held.map((one) => (
        <HeldUpLine key={one.task.id} held={one} />
      ))}
    </ul>
  );
}

/** "Print the posters" / waits for "Sign the lease" (Noah Next, due 9 Nov), since 3 Nov. */
function HeldUpLine({ held }: { held: HeldUp }) {
  const locale = useFormatLocale();
  const today = useToday();
  const { task, key_result: goal, people, since } = held;
  return (
    <li>
      {people[0] ? <Avatar name={people[0].name} size={24} /> : <span className={styles.nobody}><Icon name="clock" /></span>}
      <span className={styles.itemName}>
        <b>
          <TaskLink id={task.id}>{task.title}</TaskLink>
        </b>
        {held.waits_for.map((one) => (
          <span key={one.task.id} className={styles.waits}>
            {i18n._({ id: "rituals.held.for", message: "waits for" })} <TaskLink id={one.task.id}>{one.task.title}</TaskLink>
            {" · "}
            {[one.people.map(({ name }) => name).join(", ") || i18n._({ id: "rituals.held.nobody", message: "nobody is on it" }), one.due_on && i18n._({ id: "rituals.held.due", message: "due {day}", values: { day: formatDay(one.due_on, { locale }) } })]
              .filter(Boolean)
              .join(", ")}
          </span>
        ))}
        {held.hidden > 0 && <span className={styles.waits}>{i18n._({ id: "rituals.held.hidden", message: "waits for {n, plural, one {a task that is not shared with you} other {# tasks that are not shared with you}}", values: { n: held.hidden } })}</span>}
        {held.waiting_for && <span className={styles.waits}>{i18n._({ id: "rituals.held.outside", message: "waits for: {what}", values: { what: held.waiting_for } })}</span>}
        {since && since < today && <span className={styles.waits}>{i18n._({ id: "rituals.held.since", message: "since {day}", values: { day: formatDay(since, { locale }) } })}</span>}
        {goal.id && <GoalName id={goal.id} title={goal.title} />}
      </span>
    </li>
  );
}

function GoalName({ id, title }: { id: string; title: string }) {
  const { slug } = useWorkspace();
  return (
    <small>
      <Link className={styles.quiet} to="/w/$workspace/key-results/$keyResult" params={{ workspace: slug, keyResult: id }}>
        {title}
      </Link>
    </small>
  );
}

function TaskLink({ id, children }: { id: string; children: ReactNode }) {
  return (
    <Link to="." search={(before: Record<string, unknown>) => ({ ...before, task: id })}>
      {children}
    </Link>
  );
}
