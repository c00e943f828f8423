import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatShare, narrow } from "@/lib/numbers";
import type { ApiProblem } from "@/lib/problem";
import { NumberField } from "@/ui/fields/NumberField";
import { AskedHealth } from "@/widgets/causes/AskedHealth";
import { valueLine } from "@/widgets/goals/values";
import styles from "./Assessment.module.css";
import { adjustable, type KeyResultLine, type Targets as TargetDrafts } from "./rules";

/** The key results behind the number, short. */
export function AssessedKeyResults({ rows }: { rows: readonly KeyResultLine[] }) {
  const locale = useFormatLocale();
  return (
    <ul className={styles.rows}>
      {rows
        .filter((row) => row.state !== "dropped")
        .map((row) => (
          <li key={row.id}>
            <span className={styles.words}>
              {narrow(row.title)}
              <small>{valueLine(row, locale)}</small>
            </span>
            <AskedHealth subject="key_result" id={row.id} of={row.title} health={{ state: row.health }} bare />
            <span className={`${styles.reached} num`}>
              {row.progress === null ? "–" : formatShare(row.progress, locale)}
              {row.progress !== null && <small>{i18n._({ id: "rituals.assess.way", message: "of the way" })}</small>}
            </span>
          </li>
        ))}
    </ul>
  );
}

interface TargetsProps {
  rows: readonly KeyResultLine[];
  targets: TargetDrafts;
  change: (targets: TargetDrafts) => void;
  error: boolean;
  problem: ApiProblem | null;
}

/** New targets, opened with the present ones. A share is typed in percent. */
export function Targets({ rows, targets, change, error, problem }: TargetsProps) {
  const names = { target: i18n._({ id: "goals.target.fact", message: "Target" }), low: i18n._({ id: "rituals.target.low", message: "At least" }), high: i18n._({ id: "rituals.target.high", message: "At most" }) };
  const some = rows.filter((row) => adjustable(row).length > 0);
  return (
    <fieldset className={styles.targets}>
      <legend>{i18n._({ id: "rituals.targets", message: "New targets" })}</legend>
      {some.map((row) =>
        adjustable(row).map((name) => {
          const scale = row.kind === "share" ? 100 : 1;
          const value = targets[row.id]?.[name] ?? row[name] ?? null;
          return (
            <NumberField
              key={`${row.id}-${name}`}
              label={`${narrow(row.title)}: ${names[name]}`}
              unit={row.kind === "share" ? "%" : row.unit}
              value={value === null ? null : value * scale}
              onChange={(next) => change({ ...targets, [row.id]: { ...targets[row.id], [name]: next === null ? null : next / scale } })}
              error={problem?.errors.find((one) => one.path.endsWith(`.${name}`))?.message}
            />
          );
        }),
      )}
      {some.length === 0 && <p>{i18n._({ id: "rituals.targets.none", message: "Its key results have no target that could be adjusted here; open one to change it." })}</p>}
      {error && <p role="alert">{i18n._({ id: "rituals.targets.missing", message: "Change at least one target, or keep the goal." })}</p>}
    </fieldset>
  );
}
