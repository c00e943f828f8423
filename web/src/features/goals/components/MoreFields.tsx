import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { DateField } from "@/ui/fields/DateField";
import { PersonField } from "@/ui/fields/PeopleField";
import { SelectField } from "@/ui/fields/SelectField";
import { TextArea, TextField } from "@/ui/fields/TextField";
import { TeamPicker } from "@/widgets/goals/pickers";
import { usePeople } from "@/widgets/goals/queries";
import { readMark } from "../coach/marks";
import type { KeyResultDraft } from "../drafts";
import { hasLine } from "../kinds";
import { ConfidenceField } from "./ConfidenceField";
import styles from "./KeyResultFields.module.css";
import { PathFields } from "./PathFields";

interface MoreFieldsProps {
  draft: KeyResultDraft;
  change: (changes: Partial<KeyResultDraft>) => void;
  errorOf: (field: string) => string | undefined;
  open?: boolean;
}

/** What most key results take from their objective: folded away until somebody wants it. */
export function MoreFields({ draft, change, errorOf, open }: MoreFieldsProps) {
  const people = usePeople();
  const locale = useFormatLocale();
  return (
    <details className={styles.more} open={open}>
      <summary>
        {i18n._({ id: "goals.keyResult.more", message: "Owner, team, dates and more" })}
        {draft.read.includes("ends_on") && draft.ends_on && <span className={styles.readDay}>{i18n._({ id: "goals.coach.readDay", message: "last day {day}, read from the sentence", values: { day: formatDay(draft.ends_on, { locale }) } })}</span>}
      </summary>
      <div className={styles.rest}>
        <PersonField label={i18n._({ id: "goals.owner", message: "Owner" })} people={people} value={draft.owner_id} onChange={(owner_id) => change({ owner_id })} error={errorOf("owner_id")} />
        <PersonField
          label={i18n._({ id: "goals.checkInOwner", message: "Checks in" })}
          people={people}
          value={draft.check_in_owner_id}
          onChange={(check_in_owner_id) => change({ check_in_owner_id })}
          placeholder={i18n._({ id: "goals.checkInOwner.same", message: "Same as owner" })}
          error={errorOf("check_in_owner_id")}
        />
        <TeamPicker makes clearable placeholder={i18n._({ id: "goals.team.ofObjective", message: "The objective's" })} value={draft.team_id} onChange={(team_id) => change({ team_id })} error={errorOf("team_id")} />
        <SelectField
          label={i18n._({ id: "goals.indicator", message: "Indicator" })}
          options={[
            { value: "lagging", label: i18n._({ id: "goals.lagging", message: "Lagging" }) },
            { value: "leading", label: i18n._({ id: "goals.leading", message: "Leading" }) },
          ]}
          value={draft.indicator}
          onChange={(indicator) => change({ indicator: indicator === "leading" ? "leading" : "lagging" })}
        />
        <ConfidenceField value={draft.confidence} onChange={(confidence) => change({ confidence })} error={errorOf("confidence")} />
        <DateField label={i18n._({ id: "goals.field.from", message: "First day" })} value={draft.starts_on} onChange={(starts_on) => change({ starts_on })} error={errorOf("starts_on")} />
        <div data-reads="ends_on">
          <DateField label={i18n._({ id: "goals.field.until", message: "Last day" })} mark={readMark(draft, "ends_on")} value={draft.ends_on} onChange={(ends_on) => change({ ends_on })} error={errorOf("ends_on")} />
        </div>
        {hasLine(draft.kind) && <PathFields draft={draft} change={change} errorOf={errorOf} />}
        <div className={styles.whole}>
          <TextField label={i18n._({ id: "goals.fullMark", message: "100 % looks like" })} value={draft.full_mark} onChange={(full_mark) => change({ full_mark })} error={errorOf("full_mark")} />
        </div>
        <div className={styles.whole}>
          <TextArea label={i18n._({ id: "goals.keyResult.notes", message: "Notes" })} rows={2} value={draft.description} onChange={(description) => change({ description })} error={errorOf("description")} />
        </div>
      </div>
    </details>
  );
}
