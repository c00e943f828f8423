import { Person } from "../Avatar";
import type { FieldProps } from "./Field";
import { MultiSelectField, type Option, SelectField } from "./SelectField";

export interface PersonOption {
  id: string;
  name: string;
  /** Tells two of the same name apart: team or e-mail. */
  hint?: string;
}

interface Shared extends FieldProps {
  people: readonly PersonOption[];
  placeholder?: string;
  disabled?: boolean;
}

const draw = (option: Option) => <Person name={option.label} size={20} />;
const asOptions = (people: readonly PersonOption[]): Option[] => people.map(({ id, name, hint }) => ({ value: id, label: name, hint }));

/** One person or nobody. */
export function PersonField({ people, value, onChange, ...rest }: Shared & { value: string | null; onChange: (id: string | null) => void }) {
  return <SelectField {...rest} options={asOptions(people)} value={value} onChange={onChange} renderOption={draw} clearable={!rest.required} />;
}

export function PeopleField({ people, value, onChange, ...rest }: Shared & { value: string[]; onChange: (ids: string[]) => void }) {
  return <MultiSelectField {...rest} options={asOptions(people)} value={value} onChange={onChange} renderOption={draw} />;
}
