import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { addDays } from "@/lib/dates";
import type { ApiProblem } from "@/lib/problem";
import { FormDialog } from "@/ui/Dialog";
import { DateField } from "@/ui/fields/DateField";
import { TextField } from "@/ui/fields/TextField";
import { useFields } from "@/ui/fields/useFields";
import { CyclePicker } from "@/widgets/goals/pickers";
import { useToday } from "@/widgets/today";
import { useCreateCycle } from "../cycles";

const usual = 41; // six weeks, both ends included

export function CycleDialog({ close }: { close: () => void }) {
  const today = useToday();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const create = useCreateCycle((found) => {
    setProblem(found);
    return found.errors.length > 0;
  });
  const form = useFields({ name: "", starts_on: today, ends_on: addDays(today, usual), parent_id: null as string | null }, problem);
  const day = (name: "starts_on" | "ends_on") => ({
    value: form.values[name],
    onChange: (value: string | null) => value && form.set({ [name]: value }),
    error: form.bind(name).error,
  });
  return (
    <FormDialog
      title={i18n._({ id: "settings.cycles.new", message: "New cycle" })}
      close={close}
      size="s"
      submit={i18n._({ id: "settings.cycles.make", message: "Add cycle" })}
      onSubmit={() => void create.ask(form.values).then(close, () => undefined)}
      busy={create.isPending}
    >
      <TextField label={i18n._({ id: "settings.name", message: "Name" })} required {...form.bind("name")} />
      <DateField label={i18n._({ id: "settings.cycles.starts", message: "First day" })} today={today} {...day("starts_on")} />
      <DateField label={i18n._({ id: "settings.cycles.ends", message: "Last day" })} today={today} {...day("ends_on")} />
      <CyclePicker label={i18n._({ id: "settings.cycles.inside", message: "Inside of" })} clearable {...form.bind("parent_id")} />
    </FormDialog>
  );
}
