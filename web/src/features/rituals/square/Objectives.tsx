import { Link } from "@tanstack/react-router";
import { i18n } from "@/i18n/i18n";
import { formatChange, narrow } from "@/lib/numbers";
import { AskedHealth } from "@/widgets/causes/AskedHealth";
import { useWorkspace } from "@/widgets/workspace";
import type { Square, SquareKeyResult, SquareObjective } from "../queries";
import styles from "./Square.module.css";
import { useConfidence } from "./writes";

/** What the team wants, how it stands, and how sure it is; with the change since the week began. */
export function Objectives({ square }: { square: Square }) {
  if (square.objectives.length === 0) {
    return <p className={styles.quiet}>{i18n._({ id: "rituals.objectives.none", message: "This team has no objective in this cycle yet." })}</p>;
  }
  return (
    <ul className={styles.list}>
      {square.objectives.map((objective) => (
        <ObjectivePart key={objective.id} objective={objective} />
      ))}
    </ul>
  );
}

function ObjectivePart({ objective }: { objective: SquareObjective }) {
  const { slug } = useWorkspace();
  return (
    <li className={styles.objective}>
      <div className={styles.objectiveHead}>
        <Link className={styles.name} to="/w/$workspace/objectives/$objective" params={{ workspace: slug, objective: objective.id }}>
          {narrow(objective.title)}
        </Link>
        <AskedHealth subject="objective" id={objective.id} of={objective.title} health={objective.health} bare />
        <ConfidenceField objective={objective} />
      </div>
      <ul className={styles.results}>
        {objective.key_results.map((one) => (
          <Result key={one.id} result={one} />
        ))}
      </ul>
    </li>
  );
}

function Result({ result }: { result: SquareKeyResult }) {
  const { slug } = useWorkspace();
  return (
    <li className={styles.result}>
      <Link className={styles.name} to="/w/$workspace/key-results/$keyResult" params={{ workspace: slug, keyResult: result.id }}>
        {narrow(result.title)}
      </Link>
      <span className={`${styles.value} num`}>{narrow(result.progress.display) || "–"}</span>
      <AskedHealth subject="key_result" id={result.id} of={result.title} health={result.health} bare />
      <span className={`${styles.confidence} num`}>
        <span className="visually-hidden">{i18n._({ id: "rituals.confidence", message: "Confidence" })}</span>
        {`${result.confidence}/10`}
        <Change now={result.confidence} before={result.confidence_before} />
      </span>
    </li>
  );
}

const steps = Array.from({ length: 11 }, (_, step) => step);

/** A plain list of the browser: eleven numbers, typed or stepped by the arrows. */
function ConfidenceField({ objective }: { objective: SquareObjective }) {
  const write = useConfidence();
  return (
    <span className={`${styles.confidence} num`}>
      {objective.can_edit ? (
        <select
          aria-label={i18n._({ id: "rituals.confidence.of", message: "Confidence in ‘{title}’, 0 to 10", values: { title: objective.title } })}
          value={objective.confidence}
          onChange={(event) => write.run({ objective, confidence: Number(event.currentTarget.value) })}
        >
          {steps.map((step) => (
            <option key={step} value={step}>
              {`${step}/10`}
            </option>
          ))}
        </select>
      ) : (
        `${objective.confidence}/10`
      )}
      <Change now={objective.confidence} before={objective.confidence_before} />
    </span>
  );
}

/** "+2" since the week began; nothing where nothing changed. */
function Change({ now, before }: { now: number; before: number }) {
  if (now === before) return null;
  const by = now - before;
  return (
    <span className={styles.change} data-up={by > 0} title={i18n._({ id: "rituals.confidence.since", message: "since the week began" })}>
      {formatChange(by)}
    </span>
  );
}
