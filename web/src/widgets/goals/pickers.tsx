import { i18n } from "@/i18n/i18n";
import { SelectField } from "@/ui/fields/SelectField";
import { useWorkspace } from "../workspace";
import { useCycles } from "./queries";
import { teamOptions } from "./teams";

interface PickerProps {
  value: string | null;
  onChange: (id: string | null) => void;
  label?: string;
  error?: string;
  hideLabel?: boolean;
  clearable?: boolean;
  placeholder?: string;
}

export function CyclePicker({ label, ...rest }: PickerProps) {
  const cycles = useCycles();
  const options = cycles.map((cycle) => ({
    value: cycle.id,
    label: cycle.name,
    hint: cycle.current ? i18n._({ id: "goals.cycle.now", message: "now" }) : undefined,
  }));
  return <SelectField label={label ?? i18n._({ id: "goals.cycle", message: "Cycle" })} options={options} {...rest} />;
}

export function TeamPicker({ label, ...rest }: PickerProps) {
  const { teams } = useWorkspace();
  return <SelectField label={label ?? i18n._({ id: "goals.team", message: "Team" })} options={teamOptions(teams)} {...rest} />;
}
