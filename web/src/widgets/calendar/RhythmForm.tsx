import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { clockOf, minutesOf } from "@/lib/clock";
import { Button } from "@/ui/Button";
import { CheckField } from "@/ui/fields/choices";
import { NumberField } from "@/ui/fields/NumberField";
import { SelectField } from "@/ui/fields/SelectField";
import { TextField } from "@/ui/fields/TextField";
import { ErrorState } from "@/ui/states";
import { useSlug } from "../workspace";
import { previewQuery, useCalendarWrite } from "./queries";
import { dayName, type Kind, leadWords, momentIn, nthName, type Rhythm, type RhythmRow } from "./rules";
import styles from "./Calendar.module.css";

const weekly: Kind[] = ["check_in", "commitments", "wins"];
const days = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: dayName(day) }));
const weeks = [1, 2, 3, 4, 6, 8];

/** How long before its hour people hear of it; one that was set by a program stays among the choices. */
const leads = (now: number) =>
  [...new Set([0, 60, 180, 1440, 2880, now])].toSorted((a, b) => a - b).map((minutes) => ({ value: String(minutes), label: leadWords(minutes) }));

/** The rhythm of one ritual, with the next five dates while one is still trying. */
export function RhythmForm({ team, row, close }: { team: string | null; row: RhythmRow; close: () => void }) {
  const [rhythm, setRhythm] = useState<Rhythm>(row.rhythm);
  const [clock, setClock] = useState(clockOf(row.rhythm.hour * 60 + (row.rhythm.minute ?? 0)));
  const write = useCalendarWrite(team);
  const minutes = minutesOf(clock);
  const set = (changes: Partial<Rhythm>) => setRhythm((before) => ({ ...before, ...changes }));
  const wish: Rhythm = minutes === null ? rhythm : { ...rhythm, hour: Math.floor(minutes / 60), minute: minutes % 60 };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (minutes === null) return;
    void write.ask({ do: "rhythm", kind: row.kind, rhythm: wish }).then(close, () => undefined);
  };
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <div className={styles.fields}>
        <When kind={row.kind} rhythm={rhythm} set={set} />
        <TextField
          label={i18n._({ id: "rituals.hour", message: "At" })}
          value={clock}
          onChange={setClock}
          error={minutes === null ? i18n._({ id: "rituals.hourWrong", message: "Write it as 15:00." }) : undefined}
        />
        <SelectField
          label={i18n._({ id: "rituals.holiday", message: "On a free day" })}
          options={[
            { value: "next", label: i18n._({ id: "rituals.holiday.next", message: "the next working day" }) },
            { value: "skip", label: i18n._({ id: "rituals.holiday.skip", message: "skip it" }) },
          ]}
          value={rhythm.on_holiday ?? "next"}
          onChange={(value) => set({ on_holiday: value === "skip" ? "skip" : "next" })}
        />
        <SelectField label={i18n._({ id: "rituals.remind", message: "Remind" })} options={leads(rhythm.remind_minutes ?? 0)} value={String(rhythm.remind_minutes ?? 0)} onChange={(value) => set({ remind_minutes: Number(value ?? 0) })} />
        <NumberField
          label={i18n._({ id: "rituals.grace", message: "Missed after" })}
          unit={i18n._({ id: "settings.days", message: "days" })}
          value={rhythm.grace_days ?? 2}
          onChange={(value) => set({ grace_days: Math.max(0, Math.min(14, value ?? 2)) })}
        />
      </div>
      <CheckField label={team === null ? i18n._({ id: "rituals.enabledAll", message: "Teams do it unless they say otherwise" }) : i18n._({ id: "rituals.enabled", message: "This team does it" })} checked={rhythm.enabled !== false} onChange={(enabled) => set({ enabled })} />
      <CheckField label={i18n._({ id: "rituals.skipDone", message: "Do not remind of what is done already" })} checked={rhythm.skip_done !== false} onChange={(skip_done) => set({ skip_done })} />
      <Preview team={team} kind={row.kind} rhythm={wish} />
      <div className={styles.buttons}>
        <Button type="submit" variant="primary" busy={write.isPending}>
          {i18n._({ id: "people.save", message: "Save" })}
        </Button>
        <Button onClick={close}>{i18n._({ id: "rituals.cancel", message: "Cancel" })}</Button>
        {row.source === (team === null ? "workspace" : "team") && (
          <Button variant="quiet" onClick={() => void write.ask({ do: "inherit", kind: row.kind }).then(close, () => undefined)}>
            {team === null ? i18n._({ id: "rituals.usual", message: "Back to the usual" }) : i18n._({ id: "rituals.inherit", message: "Use the workspace's" })}
          </Button>
        )}
      </div>
    </form>
  );
}

function When({ kind, rhythm, set }: { kind: Kind; rhythm: Rhythm; set: (changes: Partial<Rhythm>) => void }) {
  const every = rhythm.every_weeks ?? 1;
  return (
    <>
      {!weekly.includes(kind) && (
        <SelectField
          label={i18n._({ id: "rituals.cadence", message: "How often" })}
          options={[
            { value: "weekly", label: i18n._({ id: "rituals.cadence.weekly", message: "by weeks" }) },
            { value: "monthly", label: i18n._({ id: "rituals.cadence.monthly", message: "once a month" }) },
            { value: "cycle", label: i18n._({ id: "rituals.cadence.cycle", message: "in the last week of the cycle" }) },
          ]}
          value={rhythm.cadence}
          onChange={(value) => value && set({ cadence: value as Rhythm["cadence"] })}
        />
      )}
      {rhythm.cadence === "weekly" && (
        <SelectField
          label={i18n._({ id: "rituals.every", message: "Every" })}
          options={weeks.map((count) => ({ value: String(count), label: i18n._({ id: "rituals.everyWeeks", message: "{n, plural, one {week} other {# weeks}}", values: { n: count } }) }))}
          value={String(every)}
          onChange={(value) => set({ every_weeks: Number(value ?? 1), week_offset: 0 })}
        />
      )}
      {rhythm.cadence === "weekly" && every > 1 && (
        <SelectField
          label={i18n._({ id: "rituals.offset", message: "Beginning" })}
          options={Array.from({ length: every }, (_, at) => ({ value: String(at), label: i18n._({ id: "rituals.offsetOf", message: "week {n}", values: { n: at + 1 } }) }))}
          value={String(rhythm.week_offset ?? 0)}
          onChange={(value) => set({ week_offset: Number(value ?? 0) })}
        />
      )}
      {rhythm.cadence === "monthly" && (
        <SelectField
          label={i18n._({ id: "rituals.nth", message: "Which" })}
          options={([1, 2, 3, 4, -1] as const).map((nth) => ({ value: String(nth), label: nthName(nth) }))}
          value={String(rhythm.nth ?? 1)}
          onChange={(value) => set({ nth: Number(value ?? 1) as -1 | 1 | 2 | 3 | 4 })}
        />
      )}
      <SelectField label={i18n._({ id: "rituals.day", message: "On" })} options={days} value={String(rhythm.weekday)} onChange={(value) => value && set({ weekday: Number(value) })} />
    </>
  );
}

function Preview({ team, kind, rhythm }: { team: string | null; kind: Kind; rhythm: Rhythm }) {
  const id = useId();
  const { data, error } = useQuery(previewQuery(useSlug(), team, kind, rhythm));
  if (error && !data) return <ErrorState error={error} small />;
  return (
    <div className={styles.preview} role="status" aria-labelledby={id}>
      <span id={id} className={styles.quiet}>
        {i18n._({ id: "rituals.nextFive", message: "The next five" })}
      </span>
      <ol>
        {data?.next.map((each) => each.at && <li key={each.key}>{momentIn(each.at, data.time_zone)}</li>)}
        {data?.next.length === 0 && <li>{i18n._({ id: "rituals.nextNone", message: "None: it is switched off, or no cycle is open." })}</li>}
      </ol>
    </div>
  );
}
