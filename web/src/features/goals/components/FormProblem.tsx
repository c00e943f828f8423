import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import type { Shown } from "../edits";
import styles from "./ObjectiveForm.module.css";

/** A refusal that belongs to no field of the form. */
export function FormProblem({ problem, fields = [] }: { problem: ApiProblem | null; fields?: readonly string[] }) {
  if (!problem || problem.status === 412) return null;
  if (problem.errors.length > 0 && problem.errors.every((error) => fields.includes(error.path))) return null;
  return (
    <p role="alert" className={styles.problem}>
      {problem.detail}
    </p>
  );
}

/** Somebody saved first: what it is now. What was typed stays; saving once more writes it over. */
export function Meanwhile({ facts }: { facts: readonly Shown[] | null }) {
  if (!facts) return null;
  return (
    <div role="alert" className={styles.meanwhile}>
      <p>{i18n._({ id: "goals.stale", message: "Somebody changed this while you were writing. Your words are still here: save again to keep them." })}</p>
      {facts.length > 0 && (
        <dl>
          {facts.map((fact) => (
            <div key={fact.label}>
              <dt>{i18n._({ id: "goals.stale.now", message: "{label} is now", values: { label: fact.label } })}</dt>
              <dd>{fact.text || "–"}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
