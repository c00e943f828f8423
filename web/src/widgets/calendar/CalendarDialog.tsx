import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { clockOf, minutesOf } from "@/lib/clock";
import type { ApiProblem } from "@/lib/problem";
import { FormDialog } from "@/ui/Dialog";
import { SelectField } from "@/ui/fields/SelectField";
import { TextArea, TextField } from "@/ui/fields/TextField";
import { useSlug } from "../workspace";
import { countriesQuery, useCalendarWrite } from "./queries";
import { type Calendar, readFreeDays } from "./rules";
import styles from "./Calendar.module.css";

const zones = (): string[] => ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
const countryName = (code: string): string => new Intl.DisplayNames(undefined, { type: "region" }).of(code) ?? code;

/** Where the team lives, when it is free, and when it wants quiet. */
export function CalendarDialog({ team, calendar, close }: { team: string | null; calendar: Calendar; close: () => void }) {
  const set = calendar.calendar;
  const countries = useQuery(countriesQuery(useSlug()));
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [zone, setZone] = useState<string | null>(set.time_zone ?? null);
  const [country, setCountry] = useState<string | null>(set.country ?? null);
  const [region, setRegion] = useState<string | null>(set.region ?? null);
  const [free, setFree] = useState((set.holidays ?? []).map(({ day, name }) => `${day} ${name ?? ""}`.trim()).join("\n"));
  const [quiet, setQuiet] = useState({ begin: set.quiet ? clockOf(set.quiet.begin) : "", end: set.quiet ? clockOf(set.quiet.end) : "" });
  const write = useCalendarWrite(team, (found) => {
    setProblem(found);
    return found.errors.length > 0;
  });
  const { days, wrong } = readFreeDays(free);
  const [begin, end] = [minutesOf(quiet.begin), minutesOf(quiet.end)];
  const isQuietWrong = Boolean(quiet.begin || quiet.end) && (begin === null || end === null);
  const regions = countries.data?.items.find((each) => each.code === country)?.regions ?? [];
  const send = () => {
    if (wrong.length > 0 || isQuietWrong) return;
    const hours = begin !== null && end !== null ? { begin, end } : null;
    void write.ask({ do: "settings", calendar: { time_zone: zone, country, region, holidays: days, quiet: hours } }).then(close, () => undefined);
  };
  return (
    <FormDialog title={i18n._({ id: "rituals.settings", message: "Time zone and free days" })} submit={i18n._({ id: "people.save", message: "Save" })} onSubmit={send} busy={write.isPending} close={close}>
      <SelectField
        label={i18n._({ id: "settings.zone", message: "Time zone" })}
        options={zones().map((each) => ({ value: each, label: each.replaceAll("_", " ") }))}
        placeholder={calendar.time_zone.replaceAll("_", " ")}
        clearable
        value={zone}
        onChange={setZone}
        error={problem?.byField.time_zone}
      />
      <SelectField
        label={i18n._({ id: "rituals.country", message: "Public holidays of" })}
        options={(countries.data?.items ?? []).map(({ code }) => ({ value: code, label: countryName(code), hint: code })).toSorted((a, b) => a.label.localeCompare(b.label))}
        placeholder={i18n._({ id: "rituals.countryNone", message: "no country" })}
        clearable
        value={country}
        onChange={(next) => {
          setCountry(next);
          setRegion(null);
        }}
        error={problem?.byField.country}
      />
      {regions.length > 0 && (
        <SelectField label={i18n._({ id: "rituals.region", message: "Region" })} options={regions.map((each) => ({ value: each, label: each }))} clearable value={region} onChange={setRegion} />
      )}
      <TextArea
        label={i18n._({ id: "rituals.freeDays", message: "Own free days" })}
        help={i18n._({ id: "rituals.freeDaysHelp", message: "One a line: 2026-12-24 Christmas Eve" })}
        value={free}
        onChange={setFree}
        error={wrong.length > 0 ? i18n._({ id: "rituals.freeDaysWrong", message: "This is no day: {line}", values: { line: wrong[0] } }) : undefined}
      />
      <div className={styles.fields}>
        <TextField label={i18n._({ id: "rituals.quietFrom", message: "Quiet from" })} placeholder="20:00" value={quiet.begin} onChange={(text) => setQuiet({ ...quiet, begin: text })} />
        <TextField
          label={i18n._({ id: "rituals.quietUntil", message: "until" })}
          placeholder="08:00"
          value={quiet.end}
          onChange={(text) => setQuiet({ ...quiet, end: text })}
          error={isQuietWrong ? i18n._({ id: "rituals.quietWrong", message: "Write both as 20:00, or leave both empty." }) : undefined}
        />
      </div>
    </FormDialog>
  );
}
