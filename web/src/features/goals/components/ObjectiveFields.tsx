import { i18n } from "@/i18n/i18n";
import { CheckField } from "@/ui/fields/choices";
import { PersonField } from "@/ui/fields/PeopleField";
import { TextArea, TextField } from "@/ui/fields/TextField";
import type { Fields } from "@/ui/fields/useFields";
import { CyclePicker, TeamPicker } from "@/widgets/goals/pickers";
import { usePeople } from "@/widgets/goals/queries";
import { CoachedTitle } from "../coach/CoachedTitle";
import type { Facts } from "../coach/facts";
import type { LineCoach } from "../coach/useCoach";
import type { ObjectiveWords } from "../edits";
import { ConfidenceField } from "./ConfidenceField";
import styles from "./ObjectiveForm.module.css";

/** The words of an objective, new or edited. `all`: what is seldom needed, too. */
export function ObjectiveFields({ form, coach, facts = null, all = false }: { form: Fields<ObjectiveWords>; coach: LineCoach; facts?: Facts | null; all?: boolean }) {
  const people = usePeople();
  return (
    <>
      <CoachedTitle
        line={coach}
        label={i18n._({ id: "goals.objective.title", message: "What do you want to achieve?" })}
        placeholder={i18n._({ id: "goals.objectives.emptyExample", message: "New customers are productive on their first day" })}
        {...form.bind("title")}
        autoFocus
      />
      <div className={styles.place}>
        <CyclePicker {...form.bind("cycle_id")} />
        <TeamPicker makes clearable {...form.bind("team_id")} />
        <PersonField label={i18n._({ id: "goals.owner", message: "Owner" })} people={people} {...form.bind("owner_id")} />
      </div>
      <TeamCount facts={facts} />
      <TextArea label={i18n._({ id: "goals.objective.why", message: "Why does it matter?" })} rows={2} {...form.bind("why")} />
      {all && (
        <div className={styles.place}>
          <TextField label={i18n._({ id: "goals.priority.company", message: "Company priority" })} {...form.bind("priority")} />
          <ConfidenceField {...form.bind("confidence")} />
        </div>
      )}
      <CheckField
        label={i18n._({ id: "goals.private", message: "Private" })}
        note={i18n._({ id: "goals.private.note", message: "Only you, its owner, the team's leads and people you share it with see it. It still counts above." })}
        checked={form.values.private}
        onChange={(isPrivate) => form.set({ private: isPrivate })}
      />
    </>
  );
}

/** A quiet word about how many objectives the team has by now; never a refusal. Too many are said as a hint. */
function TeamCount({ facts }: { facts: Facts | null }) {
  const count = facts?.context.team_objectives ?? null;
  if (count === null || facts?.off.includes("OB06")) return null;
  return <small className={styles.count}>{i18n._({ id: "goals.team.count", message: "{n, plural, one {The team's first objective in this cycle} other {With this one the team has # objectives in this cycle}}; three to five are plenty.", values: { n: count } })}</small>;
}
