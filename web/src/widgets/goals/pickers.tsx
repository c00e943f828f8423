import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { SelectField } from "@/ui/fields/SelectField";
import { useWorkspace } from "../workspace";
import { useCycles } from "./queries";
import { useCreateTeam } from "./newTeam";
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

/** With `makes`, a name that no team has yet makes it, for those who may: a form is not left to go and make a team first. */
export function TeamPicker({ label, makes = false, ...rest }: PickerProps & { makes?: boolean }) {
  const { teams, me } = useWorkspace();
  const [made, setMade] = useState<{ id: string; name: string }[]>([]);
  const create = useCreateTeam();
  const run = (name: string) =>
    void create
      .ask({ name })
      .then((team) => {
        setMade([...made, team]);
        rest.onChange(team.id);
      })
      .catch(() => undefined);
  const known = new Set(teams.map((team) => team.id));
  return (
    <SelectField
      label={label ?? i18n._({ id: "goals.team", message: "Team" })}
      options={teamOptions([...teams, ...made.filter((team) => !known.has(team.id))])}
      make={makes && me.can.create_team ? { label: (name) => i18n._({ id: "goals.team.make", message: "Make the team “{name}”", values: { name } }), run } : undefined}
      {...rest}
    />
  );
}
