import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { FormDialog } from "@/ui/Dialog";
import { DateField } from "@/ui/fields/DateField";
import { Menu } from "@/ui/Menu";
import { useCalendarWrite } from "./queries";
import { type Calendar, clockIn, type Day, dayName, type Occurrence, ritualName, shortRitualName, weeksOf } from "./rules";
import styles from "./Calendar.module.css";

interface Shared {
  team: string | null;
  calendar: Calendar;
}

/** A picture of four weeks; on a phone, the days on which something is. */
export function FourWeeks({ team, calendar }: Shared) {
  return (
    <table className={styles.weeks}>
      <caption className={styles.words}>{i18n._({ id: "rituals.next", message: "The next four weeks" })}</caption>
      <thead>
        <tr>
          {[1, 2, 3, 4, 5, 6, 7].map((day) => (
            <th key={day} scope="col">
              {dayName(day, "short")}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(calendar).map((week) => (
          <tr key={week[0]?.day}>
            {week.map((day) => (
              <DayCell key={day.day} team={team} calendar={calendar} day={day} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayCell({ team, calendar, day }: Shared & { day: Day }) {
  const isEmpty = day.occurrences.length === 0 && day.holiday === null;
  return (
    <td className={styles.day} data-past={day.past || undefined} data-today={day.today || undefined} data-free={day.holiday !== null || undefined} data-empty={isEmpty || undefined}>
      <span className={styles.date}>
        <span className={styles.weekday}>{dayName(((new Date(`${day.day}T12:00:00Z`).getUTCDay() + 6) % 7) + 1, "short")} </span>
        {formatDay(day.day)}
        {day.today && <span className={styles.words}> {i18n._({ id: "rituals.today", message: "today" })}</span>}
      </span>
      {day.holiday && <span className={styles.free}>{day.holiday}</span>}
      {day.occurrences.map((each) => (
        <Chip key={each.key} team={team} calendar={calendar} occurrence={each} past={day.past} />
      ))}
    </td>
  );
}

function Chip({ team, calendar, occurrence, past }: Shared & { occurrence: Occurrence; past: boolean }) {
  const [moving, setMoving] = useState(false);
  const write = useCalendarWrite(team);
  const name = ritualName[occurrence.kind]();
  const isSkipped = occurrence.day === null;
  const face = (
    <>
      {occurrence.at && <span className={styles.time}>{clockIn(occurrence.at, calendar.time_zone)}</span>} {shortRitualName[occurrence.kind]()}
      {isSkipped && <span className={styles.note}> {i18n._({ id: "rituals.skipped", message: "skipped" })}</span>}
      {occurrence.moved && <span className={styles.note}> {i18n._({ id: "rituals.movedFrom", message: "from {day}", values: { day: formatDay(occurrence.planned) } })}</span>}
    </>
  );
  const look = { className: styles.chip, "data-kind": occurrence.kind, "data-skipped": isSkipped || undefined };
  if (!calendar.can.edit || past) return <span {...look}>{face}</span>;
  const { key } = occurrence;
  return (
    <>
      <Menu
        label={name}
        trigger={
          <button type="button" {...look}>
            {face}
          </button>
        }
        items={[
          { id: "move", label: i18n._({ id: "rituals.move", message: "Move this one" }), icon: "calendar", run: () => setMoving(true) },
          ...(isSkipped ? [] : [{ id: "skip", label: i18n._({ id: "rituals.skip", message: "Skip this one" }), icon: "x" as const, run: () => write.run({ do: "change", key, day: null }) }]),
          ...(isSkipped || occurrence.moved ? [{ id: "back", label: i18n._({ id: "rituals.asPlanned", message: "As planned" }), icon: "undo" as const, run: () => write.run({ do: "restore", key }) }] : []),
        ]}
      />
      {moving && <MoveDialog name={name} occurrence={occurrence} close={() => setMoving(false)} move={(day) => write.run({ do: "change", key, day })} />}
    </>
  );
}

function MoveDialog({ name, occurrence, close, move }: { name: string; occurrence: Occurrence; close: () => void; move: (day: string) => void }) {
  const [day, setDay] = useState<string | null>(occurrence.day ?? occurrence.planned);
  return (
    <FormDialog
      title={i18n._({ id: "rituals.moveTitle", message: "Move this one: {name}", values: { name } })}
      submit={i18n._({ id: "rituals.moveIt", message: "Move" })}
      onSubmit={() => {
        if (day) move(day);
        close();
      }}
      close={close}
    >
      <DateField label={i18n._({ id: "rituals.moveTo", message: "To" })} value={day} onChange={setDay} />
    </FormDialog>
  );
}
