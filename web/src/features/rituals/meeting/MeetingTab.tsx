import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatMoment } from "@/lib/dates";
import { Button } from "@/ui/Button";
import { Section } from "@/ui/layout";
import { useShortcuts } from "@/ui/shortcuts";
import { EmptyState, ErrorState, SkeletonRows } from "@/ui/states";
import { AskedHealth } from "@/widgets/causes/AskedHealth";
import { useWorkspace } from "@/widgets/workspace";
import { type Agenda, agendaQuery, meetingsQuery } from "../queries";
import styles from "./Meeting.module.css";
import { itemWord } from "./words";
import { useBegin } from "./writes";

/** What do we talk about now? The agenda is made from the data; one key begins. */
export function MeetingTab({ team }: { team: string }) {
  const { slug, me } = useWorkspace();
  const guest = me.role === "guest";
  const agenda = useQuery({ ...agendaQuery(slug, team), enabled: !guest });
  if (guest) return <EmptyState icon="people" sentence={i18n._({ id: "rituals.meeting.guests", message: "Meetings are the team's own." })} />;
  if (agenda.error && !agenda.data) return <ErrorState error={agenda.error} retry={() => void agenda.refetch()} />;
  if (!agenda.data) return <SkeletonRows rows={8} />;
  return (
    <div className={styles.tab}>
      <Begin team={team} agenda={agenda.data} />
      <Section
        title={i18n._({ id: "rituals.agenda", message: "Agenda" })}
        note={i18n._({ id: "rituals.agenda.note", message: "Made from the data, red first. About {n, plural, one {# minute} other {# minutes}}; if time is short, take the reds only.", values: { n: agenda.data.minutes } })}
      >
        <AgendaList agenda={agenda.data} />
      </Section>
      <Held team={team} />
    </div>
  );
}

function Begin({ team, agenda }: { team: string; agenda: Agenda }) {
  const { slug } = useWorkspace();
  const navigate = useNavigate();
  const begin = useBegin();
  const show = (meeting: string) => void navigate({ to: "/w/$workspace/meetings/$meeting", params: { workspace: slug, meeting } });
  const go = () => {
    if (agenda.under_way) show(agenda.under_way);
    else void begin.ask(team).then((meeting) => show(meeting.id), () => undefined);
  };
  const words = agenda.under_way ? i18n._({ id: "rituals.meeting.join", message: "Join the meeting" }) : i18n._({ id: "rituals.meeting.begin", message: "Begin the meeting" });
  const may = agenda.can_hold || agenda.under_way !== null;
  useShortcuts(may ? [{ keys: "b", group: i18n._({ id: "rituals.tab.meeting", message: "Meeting" }), label: words, run: go }] : []);
  if (!may) return <p className={styles.quiet}>{i18n._({ id: "rituals.meeting.others", message: "The people of this team, its leads and admins hold its meeting." })}</p>;
  return (
    <Button variant="primary" size="l" shortcut="B" busy={begin.isPending} onClick={go}>
      {words}
    </Button>
  );
}

function AgendaList({ agenda }: { agenda: Agenda }) {
  return (
    <ol className={styles.agenda}>
      {agenda.items.map((item) => (
        <li key={item.place}>
          <span className={styles.itemName}>{itemWord(item)}</span>
          {item.goal ? <AskedHealth subject="key_result" id={item.goal.id} of={item.goal.title} health={item.goal.health} bare /> : <span />}
          <span className={`${styles.quiet} num`}>{i18n._({ id: "rituals.minutes", message: "{n} min", values: { n: Math.round(item.budget / 60) } })}</span>
        </li>
      ))}
    </ol>
  );
}

/** The meetings that were held, with what they left. */
function Held({ team }: { team: string }) {
  const { slug } = useWorkspace();
  const locale = useFormatLocale();
  const { data } = useQuery(meetingsQuery(slug, team));
  const held = data?.items.filter((one) => one.ended_at !== null) ?? [];
  if (held.length === 0) return null;
  return (
    <Section title={i18n._({ id: "rituals.meetings.held", message: "Held before" })}>
      <ul className={styles.held}>
        {held.map((one) => (
          <li key={one.id}>
            <Link to="/w/$workspace/meetings/$meeting" params={{ workspace: slug, meeting: one.id }}>
              {formatMoment(one.started_at, locale)}
            </Link>
            <span className={styles.quiet}>
              {i18n._({ id: "rituals.meetings.line", message: "{seen} of {items} looked at, {n, plural, =0 {nothing decided} one {# decision} other {# decisions}}", values: { seen: one.seen, items: one.items, n: one.decisions } })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
