import { CardChoice, CheckField, Segments } from "@/ui/fields/choices";
import { DateField } from "@/ui/fields/DateField";
import { NumberField } from "@/ui/fields/NumberField";
import { PeopleField, PersonField } from "@/ui/fields/PeopleField";
import { SelectField } from "@/ui/fields/SelectField";
import { PasswordField, TextArea, TextField } from "@/ui/fields/TextField";
import { useFields } from "@/ui/fields/useFields";
import { Section, Stack } from "@/ui/layout";
import { people, statuses } from "./data";

const start = {
  name: "Win the small shops",
  note: "",
  password: "",
  target: 1234.5 as number | null,
  due: "2026-12-31" as string | null,
  status: "doing" as string | null,
  owner: "p1" as string | null,
  team: ["p2", "p3"],
  kind: "team" as "team" | "demo",
  view: "list" as "list" | "board",
  private: false,
};

export function FieldsDemo() {
  const form = useFields(start);
  return (
    <Section title="Fields">
      <div style={{ display: "grid", gridTemplateColumns: "repeat(auto-fit, minmax(240px, 1fr))", gap: 20 }}>
        <Stack>
          <TextField label="Title" help="What will be different?" required {...form.bind("name")} />
          <TextArea label="Note" placeholder="Markdown is welcome" {...form.bind("note")} />
          <PasswordField label="Password" autoComplete="new-password" {...form.bind("password")} error="Too easy to guess: add another word." />
        </Stack>
        <Stack>
          <NumberField label="Target" unit="leads" {...form.bind("target")} />
          <DateField label="Due" today="2026-11-18" {...form.bind("due")} />
          <SelectField label="Status" options={statuses} {...form.bind("status")} />
          <PersonField label="Owner" people={people} {...form.bind("owner")} />
          <PeopleField label="Team" people={people} {...form.bind("team")} />
        </Stack>
        <Stack>
          <CardChoice label="How would you like to start?" choices={[{ value: "team", label: "With my team", note: "Empty, ready." }, { value: "demo", label: "Demo company", note: "Sixty people." }]} {...form.bind("kind")} />
          <Segments label="View" choices={[{ value: "list", label: "List" }, { value: "board", label: "Board" }]} {...form.bind("view")} />
          <CheckField label="Private" note="Only whom you share it with sees it." checked={form.values.private} onChange={(value) => form.set({ private: value })} />
        </Stack>
      </div>
    </Section>
  );
}
