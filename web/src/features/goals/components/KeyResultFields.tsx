import { useRef } from "react";
import { i18n } from "@/i18n/i18n";
import { IconButton } from "@/ui/Button";
import { Segments } from "@/ui/fields/choices";
import { NumberField } from "@/ui/fields/NumberField";
import { SelectField } from "@/ui/fields/SelectField";
import { TextField } from "@/ui/fields/TextField";
import { CoachedTitle } from "../coach/CoachedTitle";
import { readMark } from "../coach/marks";
import type { LineCoach } from "../coach/useCoach";
import { type KeyResultDraft, typed } from "../drafts";
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
  coach: LineCoach;
}

type PartProps = Pick<KeyResultFieldsProps, "draft" | "change" | "errorOf">;

/** One key result being written; what is asked depends on its kind. */
export function KeyResultFields({ draft, change: given, remove, errorOf, autoFocus, openMore, mayWeigh = true, coach }: KeyResultFieldsProps) {
  const kinds = kindWords();
  const hint = kinds.find((kind) => kind.value === draft.kind)?.hint;
  const change = (changes: Partial<KeyResultDraft>) => given(typed(draft, changes));
  const place = useRef<HTMLFieldSetElement>(null);
  const keepAsSteps = () => {
    change({ kind: "milestone" });
    requestAnimationFrame(() => place.current?.querySelector<HTMLInputElement>("[data-step] input")?.focus());
  };
  return (
    <fieldset ref={place} className={styles.draft} data-line={draft.key} onBlur={coach.settle}>
      <legend className="visually-hidden">{draft.title || i18n._({ id: "goals.keyResult", message: "Key result" })}</legend>
      <CoachedTitle
        line={coach}
        label={i18n._({ id: "goals.keyResult", message: "Key result" })}
        placeholder={i18n._({ id: "goals.keyResult.placeholder", message: "Median review time falls from 24 h to 4 h" })}
        value={draft.title}
        onChange={(title) => change({ title })}
        error={errorOf("title")}
        autoFocus={autoFocus}
        keepAsSteps={keepAsSteps}
        end={remove && <IconButton icon="x" label={i18n._({ id: "goals.keyResult.remove", message: "Remove this key result" })} onClick={remove} />}
      />
      <div className={styles.fields}>
        <div data-reads="kind">
          <SelectField
            label={i18n._({ id: "goals.kind", message: "Kind" })}
            help={hint}
            mark={readMark(draft, "kind")}
            options={kinds}
            value={draft.kind}
            onChange={(kind) => change({ kind: (kind ?? "increase") as Kind })}
            error={errorOf("kind")}
          />
        </div>
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

function LineFields({ draft, change, errorOf }: PartProps) {
  const isShare = draft.kind === "share";
  const unit = isShare ? "%" : draft.unit || undefined;
  return (
    <>
      <div data-reads="start">
        <NumberField
          label={i18n._({ id: "goals.start", message: "From" })}
          mark={readMark(draft, "start")}
          value={draft.start}
          onChange={(start) => change({ start })}
          unit={unit}
          error={errorOf("start")}
          placeholder={exampleOf(draft, "start") ?? (isShare || draft.kind === "reach" ? "0" : undefined)}
        />
      </div>
      <div data-reads="target">
        <NumberField
          label={i18n._({ id: "goals.target", message: "To" })}
          mark={readMark(draft, "target")}
          value={draft.target}
          onChange={(target) => change({ target })}
          unit={unit}
          error={errorOf("target")}
          placeholder={exampleOf(draft, "target") ?? (isShare ? "100" : undefined)}
        />
      </div>
      {!isShare && (
        <div data-reads="unit">
          <TextField
            label={i18n._({ id: "goals.unit", message: "Unit" })}
            mark={readMark(draft, "unit")}
            value={draft.unit}
            onChange={(text) => change({ unit: text })}
            error={errorOf("unit")}
            placeholder={i18n._({ id: "goals.unit.example", message: "h, %, EUR" })}
          />
        </div>
      )}
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

function Commitment({ draft, change, errorOf, mayWeigh }: PartProps & Pick<KeyResultFieldsProps, "mayWeigh">) {
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
