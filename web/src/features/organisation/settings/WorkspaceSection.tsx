import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { dateFormat } from "@/lib/formats";
import type { ApiProblem } from "@/lib/problem";
import { Button } from "@/ui/Button";
import { NumberField } from "@/ui/fields/NumberField";
import { SelectField } from "@/ui/fields/SelectField";
import { TextField } from "@/ui/fields/TextField";
import { useFields } from "@/ui/fields/useFields";
import { Section } from "@/ui/layout";
import { ErrorState, SkeletonRows } from "@/ui/states";
import { useWorkspace } from "@/widgets/workspace";
import styles from "../components/Lines.module.css";
import { type Settings, settingsQuery } from "../queries";
import { useEditWorkspace } from "../writes";

export function WorkspaceSection() {
  const { slug } = useWorkspace();
  const { data, error, refetch } = useQuery(settingsQuery(slug));
  return (
    <Section title={i18n._({ id: "settings.workspace", message: "Workspace" })}>
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <SkeletonRows rows={6} height={56} />}
      {data && <Form key={data.version} settings={data} />}
    </Section>
  );
}

const zones = (): string[] => ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
const days = [1, 2, 3, 4, 5, 6, 7];
const months = Array.from({ length: 12 }, (_, at) => at + 1);

/** 2024-01-01 was a Monday. */
const named = (date: Date, part: Intl.DateTimeFormatOptions) => dateFormat(part).format(date);
const dayName = (day: number) => named(new Date(2024, 0, day, 12), { weekday: "long" });
const monthName = (month: number) => named(new Date(2024, month - 1, 1, 12), { month: "long" });

function Form({ settings }: { settings: Settings }) {
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const edit = useEditWorkspace((found) => {
    setProblem(found);
    return found.errors.length > 0;
  });
  const { name, time_zone, week_start, year_start_month, check_in_days, key_prefix } = settings;
  const form = useFields({ name, time_zone, week_start, year_start_month, check_in_days, key_prefix }, problem);
  const off = !settings.can?.edit;
  const send = (event: FormEvent) => {
    event.preventDefault();
    edit.run({ id: settings.id, ...form.values });
  };
  const pick = (field: "week_start" | "year_start_month") => ({
    value: String(form.values[field]),
    onChange: (value: string | null) => form.set({ [field]: Number(value) }),
    disabled: off,
  });
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      {off && <p className={styles.quiet}>{i18n._({ id: "settings.onlyAdmins", message: "Administrators change these." })}</p>}
      <TextField label={i18n._({ id: "settings.name", message: "Name" })} disabled={off} {...form.bind("name")} />
      <SelectField
        label={i18n._({ id: "settings.zone", message: "Time zone" })}
        help={i18n._({ id: "settings.zoneHelp", message: "Decides when a day and a cycle begin." })}
        options={zones().map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
        disabled={off}
        value={form.values.time_zone}
        onChange={(zone) => zone && form.set({ time_zone: zone })}
        error={form.bind("time_zone").error}
      />
      <SelectField label={i18n._({ id: "settings.weekStart", message: "The week begins on" })} options={days.map((day) => ({ value: String(day), label: dayName(day) }))} {...pick("week_start")} />
      <SelectField
        label={i18n._({ id: "settings.yearStart", message: "The year begins in" })}
        help={i18n._({ id: "settings.yearStartHelp", message: "Quarters that you add from now on follow it." })}
        options={months.map((month) => ({ value: String(month), label: monthName(month) }))}
        {...pick("year_start_month")}
      />
      <NumberField
        label={i18n._({ id: "settings.checkIn", message: "New values are due every" })}
        unit={i18n._({ id: "settings.days", message: "days" })}
        disabled={off}
        value={form.values.check_in_days}
        onChange={(value) => form.set({ check_in_days: value ?? 7 })}
        error={form.bind("check_in_days").error}
      />
      <TextField
        label={i18n._({ id: "settings.prefix", message: "Tasks are called" })}
        help={i18n._({ id: "settings.prefixHelp", message: "{prefix}-42 is how people will say it.", values: { prefix: form.values.key_prefix || "HW" } })}
        disabled={off}
        {...form.bind("key_prefix")}
      />
      {!off && (
        <div className={styles.side}>
          <Button type="submit" variant="primary" busy={edit.isPending} disabled={!form.isDirty}>
            {i18n._({ id: "people.save", message: "Save" })}
          </Button>
        </div>
      )}
    </form>
  );
}
