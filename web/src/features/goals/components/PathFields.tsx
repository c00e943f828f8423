import { i18n } from "@/i18n/i18n";
import { Button, IconButton } from "@/ui/Button";
import { DateField } from "@/ui/fields/DateField";
import { NumberField } from "@/ui/fields/NumberField";
import type { KeyResultDraft } from "../drafts";
import styles from "./KeyResultFields.module.css";

interface PathFieldsProps {
  draft: KeyResultDraft;
  change: (changes: Partial<KeyResultDraft>) => void;
  errorOf: (field: string) => string | undefined;
}

/** Where the value should be on the way: dated sub-targets that bend the pace, never the progress. */
export function PathFields({ draft, change, errorOf }: PathFieldsProps) {
  const { path, kind } = draft;
  const unit = kind === "share" ? "%" : draft.unit || undefined;
  const edit = (at: number, changes: Partial<KeyResultDraft["path"][number]>) => change({ path: path.map((point, place) => (place === at ? { ...point, ...changes } : point)) });
  const wrong = errorOf("path");
  return (
    <fieldset className={styles.path}>
      <legend>{i18n._({ id: "goals.path", message: "Sub-targets on the way" })}</legend>
      {path.length === 0 && <p className={styles.hint}>{i18n._({ id: "goals.path.none", message: "The pace runs straight from the first to the last day. Add a sub-target where it should not." })}</p>}
      {path.map((point, at) => (
        <div key={at} className={styles.point}>
          <DateField label={i18n._({ id: "goals.path.on", message: "On" })} value={point.on} onChange={(on) => edit(at, { on })} error={errorOf(`path.${at}.on`)} />
          <NumberField label={i18n._({ id: "goals.path.value", message: "It should be" })} value={point.value} onChange={(value) => edit(at, { value })} unit={unit} error={errorOf(`path.${at}.value`)} />
          <IconButton icon="x" label={i18n._({ id: "goals.path.remove", message: "Remove sub-target {n}", values: { n: at + 1 } })} onClick={() => change({ path: path.filter((_, place) => place !== at) })} />
        </div>
      ))}
      {wrong && (
        <p role="alert" className={styles.wrong}>
          {wrong}
        </p>
      )}
      <Button size="s" icon="plus" onClick={() => change({ path: [...path, { on: null, value: null }] })}>
        {i18n._({ id: "goals.path.add", message: "Add a sub-target" })}
      </Button>
    </fieldset>
  );
}
