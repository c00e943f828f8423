import { Link } from "@tanstack/react-router";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatMoment } from "@/lib/dates";
import { Button } from "@/ui/Button";
import { Page, Section } from "@/ui/layout";
import { HealthBadge } from "@/widgets/goals/HealthBadge";
import { useWorkspace } from "@/widgets/workspace";
import type { Meeting } from "../queries";
import { DecisionLine } from "./DecisionLine";
import styles from "./Meeting.module.css";
import { clock, itemWord } from "./words";
import { useEnd } from "./writes";

/** What a meeting looked at, said and decided. */
export function Record({ meeting }: { meeting: Meeting }) {
  const { slug } = useWorkspace();
  const locale = useFormatLocale();
  const over = useEnd(meeting);
  return (
    <Page
      width="read"
      title={i18n._({ id: "rituals.meeting.of", message: "Meeting of {team}", values: { team: meeting.team.name } })}
      crumbs={
        <Link to="/w/$workspace/rhythm" params={{ workspace: slug }} search={{ team: meeting.team.id, tab: "meeting" }}>
          {i18n._({ id: "nav.rhythm", message: "Rhythm" })}
        </Link>
      }
      actions={meeting.can_edit && <Button onClick={() => over.run(false)}>{i18n._({ id: "rituals.meeting.reopen", message: "Open it again" })}</Button>}
    >
      <p className={styles.quiet}>{[formatMoment(meeting.started_at, locale), meeting.by?.name].filter(Boolean).join(" · ")}</p>
      <Section title={i18n._({ id: "rituals.decisions", message: "Decisions" })}>
        {meeting.decisions.length === 0 && <p className={styles.quiet}>{i18n._({ id: "rituals.record.none", message: "Nothing was decided." })}</p>}
        <ul className={styles.decisions}>
          {meeting.decisions.map((one) => (
            <DecisionLine key={one.id} decision={one} />
          ))}
        </ul>
      </Section>
      <Section title={i18n._({ id: "rituals.record.items", message: "Looked at" })}>
        <ol className={styles.agenda}>
          {meeting.items.map((item) => (
            <li key={item.place} data-unseen={!item.seen || undefined}>
              <span className={styles.itemName}>
                {itemWord(item)}
                {item.note && <span className={styles.said}>{item.note}</span>}
              </span>
              {item.goal ? <HealthBadge health={item.goal.health} bare /> : <span />}
              <span className={`${styles.quiet} num`}>{item.seen ? clock(item.seconds) : i18n._({ id: "rituals.record.skipped", message: "not reached" })}</span>
            </li>
          ))}
        </ol>
      </Section>
    </Page>
  );
}
