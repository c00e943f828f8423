import { i18n } from "@/i18n/i18n";
import { IconButton } from "@/ui/Button";
import { Segments } from "@/ui/fields/choices";
import { NumberField } from "@/ui/fields/NumberField";
import { SelectField } from "@/ui/fields/SelectField";
import { TextField } from "@/ui/fields/TextField";
import type { KeyResultDraft } from "../drafts";
import { hasLine, type Kind, kindWords } from "../kinds";
import { MaintainFields, StepFields } from "./KindFields";
import { ExampleNote, exampleOf } from "./FromTemplate";
import { MoreFields } from "./MoreFields";
import styles from "./KeyResultFields.module.css";

interface KeyResultFieldsProps {
  draft: KeyResultDraft;
  change: (changes: Partial<KeyResultDraft>) => void;
  remove?: () => void;
  /** The server's message for a field of this key result. */
  errorOf: (field: string) => string | undefined;
  autoFocus?: boolean;
  /** Shows owner, dates and the rest at once. */
  openMore?: boolean;
  /** Whether its weight beside its siblings may be changed; that is for the people of the objective. */
  mayWeigh?: boolean;
}

/** One key result being written; what is asked depends on its kind. */
export function KeyResultFields({ draft, change, remove, errorOf, autoFocus, openMore, mayWeigh = true }: KeyResultFieldsProps) {
  const kinds = kindWords();
  const hint = kinds.find((kind) => kind.value === draft.kind)?.hint;
  return (
    <fieldset className={styles.draft}>
      <legend className="visually-hidden">{draft.title || i18n._({ id: "goals.keyResult", message: "Key result" })}</legend>
      <div className={styles.first}>
        <TextField
          label={i18n._({ id: "goals.keyResult", message: "Key result" })}
          placeholder={i18n._({ id: "goals.keyResult.placeholder", message: "Median review time falls from 24 h to 4 h" })}
          value={draft.title}
          onChange={(title) => change({ title })}
          error={errorOf("title")}
          autoFocus={autoFocus}
        />
        {remove && <IconButton icon="x" label={i18n._({ id: "goals.keyResult.remove", message: "Remove this key result" })} onClick={remove} />}
      </div>
      <div className={styles.fields}>
        <SelectField
          label={i18n._({ id: "goals.kind", message: "Kind" })}
          help={hint}
          options={kinds}
          value={draft.kind}
          onChange={(kind) => change({ kind: (kind ?? "increase") as Kind })}
          error={errorOf("kind")}
        />
        {hasLine(draft.kind) && <LineFields draft={draft} change={change} errorOf={errorOf} />}
        {draft.kind === "maintain" && <MaintainFields draft={draft} change={change} errorOf={errorOf} />}
      </div>
      <ExampleNote draft={draft} change={change} />
      {draft.kind === "milestone" && <StepFields draft={draft} change={change} errorOf={errorOf} />}
      <Commitment draft={draft} change={change} errorOf={errorOf} mayWeigh={mayWeigh} />
      <MoreFields draft={draft} change={change} errorOf={errorOf} open={openMore} />
    </fieldset>
  );
}

function LineFields({ draft, change, errorOf }: Omit<KeyResultFieldsProps, "remove">) {
  const isShare = draft.kind === "share";
  const unit = isShare ? "%" : draft.unit || undefined;
  return (
    <>
      <NumberField
        label={i18n._({ id: "goals.start", message: "From" })}
        value={draft.start}
        onChange={(start) => change({ start })}
        unit={unit}
        error={errorOf("start")}
        placeholder={exampleOf(draft, "start") ?? (isShare || draft.kind === "reach" ? "0" : undefined)}
      />
      <NumberField
        label={i18n._({ id: "goals.target", message: "To" })}
        value={draft.target}
        onChange={(target) => change({ target })}
        unit={unit}
        error={errorOf("target")}
        placeholder={exampleOf(draft, "target") ?? (isShare ? "100" : undefined)}
      />
      {!isShare && <TextField label={i18n._({ id: "goals.unit", message: "Unit" })} value={draft.unit} onChange={(text) => change({ unit: text })} error={errorOf("unit")} placeholder={i18n._({ id: "goals.unit.example", message: "h, %, EUR" })} />}
      <NumberField
        label={i18n._({ id: "goals.v70", message: "70 % looks like" })}
        value={draft.v70}
        onChange={(v70) => change({ v70 })}
        unit={unit}
        error={errorOf("v70")}
      />
    </>
  );
}

function Commitment({ draft, change, errorOf, mayWeigh }: Pick<KeyResultFieldsProps, "draft" | "change" | "errorOf" | "mayWeigh">) {
  return (
    <div className={styles.last}>
      <Segments
        label={i18n._({ id: "goals.commitment", message: "Commitment" })}
        choices={[
          { value: "stretch", label: i18n._({ id: "goals.commitment.stretch", message: "Stretch: 0.7 is a success" }) },
          { value: "committed", label: i18n._({ id: "goals.commitment.committed", message: "Committed: all of it" }) },
        ]}
        value={draft.commitment}
        onChange={(commitment) => change({ commitment })}
      />
      {mayWeigh && (
        <div className={styles.weight}>
          <NumberField label={i18n._({ id: "goals.weight", message: "Weight" })} value={draft.weight} onChange={(weight) => change({ weight })} error={errorOf("weight")} />
        </div>
      )}
    </div>
  );
}
