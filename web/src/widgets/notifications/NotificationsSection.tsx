import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { useWrite } from "@/api/mutations";
import { i18n } from "@/i18n/i18n";
import { clockOf, minutesOf } from "@/lib/clock";
import { dateFormat } from "@/lib/formats";
import { Button } from "@/ui/Button";
import { SelectField } from "@/ui/fields/SelectField";
import { TextField } from "@/ui/fields/TextField";
import { Section } from "@/ui/layout";
import { ErrorState, SkeletonRows } from "@/ui/states";
import { useSlug } from "@/widgets/workspace";
import { FeedSection } from "./FeedSection";
import styles from "./Notifications.module.css";
import { preferencesQuery } from "./queries";
import { dayName, kindWords, mailWords } from "./words";

type Preferences = Schema<"PreferencesOut">;
type Mail = Preferences["preferences"][number]["mail"];

/** What reaches me, and how? */
export function NotificationsSection() {
  const slug = useSlug();
  const { data, error, refetch } = useQuery(preferencesQuery(slug));
  return (
    <>
      <Section
        title={i18n._({ id: "notifications.title", message: "Notifications" })}
        note={i18n._({ id: "notifications.note", message: "What you did yourself is never told. What you may not see any more is left out, in the inbox and in mails." })}
      >
        {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
        {!data && !error && <SkeletonRows rows={7} height={46} />}
        {data && <Form key={data.version} preferences={data} />}
      </Section>
      {data && <FeedSection has={data.feed} />}
    </>
  );
}

function useSave() {
  const slug = useSlug();
  const client = useQueryClient();
  return useWrite({
    workspace: slug,
    send: async ({ version, ...body }: Schema<"PreferencesIn"> & { version: number }, key) => {
      const answer = await unwrap(api.PUT("/api/w/{workspace}/notifications/preferences", { params: { path: { workspace: slug } }, body, headers: writeHeaders(key, version) }));
      client.setQueryData(keyOf(slug, "notification-preferences"), answer);
      return answer;
    },
    said: () => ({ text: i18n._({ id: "notifications.saved", message: "Saved." }) }),
  });
}

function Form({ preferences }: { preferences: Preferences }) {
  const save = useSave();
  const [rows, setRows] = useState(preferences.preferences.map(({ kind, app, mail }) => ({ kind, app, mail })));
  const [habits, setHabits] = useState({
    time_zone: preferences.time_zone,
    digest_hour: preferences.digest_hour,
    digest_weekday: preferences.digest_weekday,
  });
  const [quiet, setQuiet] = useState({ begin: preferences.quiet ? clockOf(preferences.quiet.begin) : "", end: preferences.quiet ? clockOf(preferences.quiet.end) : "" });
  const [begin, end] = [minutesOf(quiet.begin), minutesOf(quiet.end)];
  const isQuietWrong = Boolean(quiet.begin || quiet.end) && (begin === null || end === null);
  const set = (kind: string, changes: { app?: boolean; mail?: Mail }) => setRows(rows.map((row) => (row.kind === kind ? { ...row, ...changes } : row)));
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isQuietWrong) return;
    save.run({ preferences: rows, ...habits, quiet: begin !== null && end !== null ? { begin, end } : null, version: preferences.version });
  };
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <table className={styles.kinds}>
        <thead>
          <tr>
            <th scope="col">{i18n._({ id: "notifications.what", message: "What" })}</th>
            <th scope="col">{i18n._({ id: "notifications.app", message: "Inbox" })}</th>
            <th scope="col">{i18n._({ id: "notifications.mail", message: "By mail" })}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const words = kindWords[row.kind]();
            return (
              <tr key={row.kind}>
                <th scope="row">
                  {words.label}
                  <small>{words.note}</small>
                </th>
                <td>
                  <label className={styles.tick}>
                    <input
                      type="checkbox"
                      checked={row.app}
                      aria-label={i18n._({ id: "notifications.inInbox", message: "In the inbox: {what}", values: { what: words.label } })}
                      onChange={(event) => set(row.kind, { app: event.currentTarget.checked })}
                    />
                  </label>
                </td>
                <td>
                  <select
                    className={styles.select}
                    value={row.mail}
                    aria-label={i18n._({ id: "notifications.byMail", message: "By mail: {what}", values: { what: words.label } })}
                    onChange={(event) => set(row.kind, { mail: event.currentTarget.value as Mail })}
                  >
                    {(Object.keys(mailWords) as Mail[]).map((mail) => (
                      <option key={mail} value={mail}>
                        {mailWords[mail]()}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {!preferences.mails && <p className={styles.quiet}>{i18n._({ id: "notifications.noMails", message: "No mail server is set up here: mails wait in the outbox of whoever runs Headway." })}</p>}
      <Habits preferences={preferences} habits={habits} setHabits={setHabits} />
      <div className={styles.fields}>
        <TextField label={i18n._({ id: "notifications.quietFrom", message: "No mail from" })} placeholder="20:00" value={quiet.begin} onChange={(text) => setQuiet({ ...quiet, begin: text })} />
        <TextField
          label={i18n._({ id: "notifications.quietUntil", message: "until" })}
          placeholder="08:00"
          value={quiet.end}
          onChange={(text) => setQuiet({ ...quiet, end: text })}
          error={isQuietWrong ? i18n._({ id: "notifications.quietWrong", message: "Write both as 20:00, or leave both empty." }) : undefined}
        />
      </div>
      <div>
        <Button type="submit" variant="primary" busy={save.isPending}>
          {i18n._({ id: "people.save", message: "Save" })}
        </Button>
      </div>
    </form>
  );
}

interface HabitValues {
  time_zone: string | null;
  digest_hour: number;
  digest_weekday: number;
}

const zones = (): string[] => ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: clockOf(hour * 60) }));

function Habits({ preferences, habits, setHabits }: { preferences: Preferences; habits: HabitValues; setHabits: (next: HabitValues) => void }) {
  const next = dateFormat({ weekday: "long", hour: "numeric", minute: "2-digit", timeZone: preferences.zone }).format(new Date(preferences.next_daily));
  return (
    <div className={styles.fields}>
      <SelectField
        label={i18n._({ id: "notifications.digestAt", message: "Digests come at" })}
        help={i18n._({ id: "notifications.digestNext", message: "The next one, if there is news: {when}.", values: { when: next } })}
        options={hours}
        value={String(habits.digest_hour)}
        onChange={(value) => setHabits({ ...habits, digest_hour: Number(value ?? 8) })}
      />
      <SelectField
        label={i18n._({ id: "notifications.weeklyOn", message: "Weekly ones on" })}
        options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: dayName(day) }))}
        value={String(habits.digest_weekday)}
        onChange={(value) => setHabits({ ...habits, digest_weekday: Number(value ?? 1) })}
      />
      <SelectField
        label={i18n._({ id: "settings.zone", message: "Time zone" })}
        options={zones().map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
        placeholder={preferences.zone.replaceAll("_", " ")}
        clearable
        value={habits.time_zone}
        onChange={(zone) => setHabits({ ...habits, time_zone: zone })}
      />
    </div>
  );
}
