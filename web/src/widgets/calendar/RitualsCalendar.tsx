import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Button } from "@/ui/Button";
import { Section } from "@/ui/layout";
import { ErrorState, SkeletonRows } from "@/ui/states";
import { useSlug } from "../workspace";
import { FourWeeks } from "./FourWeeks";
import { calendarQuery } from "./queries";
import { RhythmLine } from "./RhythmLine";
import type { Calendar } from "./rules";
import styles from "./Calendar.module.css";

const CalendarDialog = lazy(async () => ({ default: (await import("./CalendarDialog")).CalendarDialog }));

const ChatSection = lazy(async () => ({ default: (await import("../chat/ChatSection")).ChatSection }));

const setBy = (team: string | null): string =>
  team === null ? i18n._({ id: "rituals.rhythmsReadWorkspace", message: "Administrators set it." }) : i18n._({ id: "rituals.rhythmsRead", message: "The leads of the team set it." });

/** When does this team check in, commit, celebrate, assess, score and look back? Without a team: what holds for all that set nothing. */
export function RitualsCalendar({ team }: { team: string | null }) {
  const { data, error, refetch } = useQuery(calendarQuery(useSlug(), team));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={8} height={48} />;
  return <Whole team={team} calendar={data} />;
}

function Whole({ team, calendar }: { team: string | null; calendar: Calendar }) {
  const [open, setOpen] = useState(false);
  const zone = calendar.time_zone.replaceAll("_", " ");
  return (
    <>
      <Section
        title={i18n._({ id: "rituals.next", message: "The next four weeks" })}
        note={i18n._({ id: "rituals.inZone", message: "Hours are those of {zone}.", values: { zone } })}
        actions={
          calendar.can.edit && (
            <Button icon="gear" onClick={() => setOpen(true)}>
              {i18n._({ id: "rituals.settings", message: "Time zone and free days" })}
            </Button>
          )
        }
      >
        <FourWeeks team={team} calendar={calendar} />
      </Section>
      <Section
        title={i18n._({ id: "rituals.rhythms", message: "The rhythm" })}
        note={calendar.can.edit ? i18n._({ id: "rituals.rhythmsNote", message: "Whoever has something due is reminded once. What is done already is not reminded." }) : setBy(team)}
      >
        <ul className={styles.rhythms}>
          {calendar.rhythms.map((row) => (
            <RhythmLine key={`${row.kind}:${calendar.version}`} team={team} row={row} zone={calendar.time_zone} editable={calendar.can.edit} />
          ))}
        </ul>
      </Section>
      {team !== null && calendar.can.edit && (
        <Suspense fallback={null}>
          <ChatSection team={team} />
        </Suspense>
      )}
      {open && (
        <Suspense fallback={null}>
          <CalendarDialog team={team} calendar={calendar} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
