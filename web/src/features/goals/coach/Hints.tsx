import { useId, useLayoutEffect } from "react";
import { i18n } from "@/i18n/i18n";
import { Button, IconButton } from "@/ui/Button";
import { Icon, type IconName } from "@/ui/icons";
import styles from "./Hints.module.css";
import { answeredByKeeping, type Finding } from "./rules";
import type { LineCoach } from "./useCoach";

interface HintsProps {
  line: LineCoach;
  /** Takes a rewrite into the field. */
  take: (text: string) => void;
  /** The rewrite was taken: gives the old text back. */
  undo?: () => void;
  /** The rewrite left something to fill in. */
  hasBlank?: boolean;
  /** Makes an output a key result of steps. */
  keepAsSteps?: () => void;
}

/** What would make the line better: at most three, each with why and one rewrite. Folded while another line is written. */
export function Hints({ line, take, undo, hasBlank, keepAsSteps }: HintsProps) {
  const { hints, current } = line;
  const kept = answeredByKeeping(hints);
  const count = current ? hints.length : 0;
  useLayoutEffect(keepInView, [count]);
  if (!current && hints.length > 0) {
    return (
      <button type="button" className={styles.folded} onClick={line.enter}>
        <Icon name="info" size={14} />
        {i18n._({ id: "goals.coach.count", message: "{n, plural, one {# hint} other {# hints}}", values: { n: hints.length } })}
      </button>
    );
  }
  if (hints.length === 0 && !undo) return null;
  return (
    <div className={styles.panel}>
      {undo && (
        <p className={styles.taken}>
          {hasBlank
            ? i18n._({ id: "goals.coach.takenBlank", message: "Your line was rewritten. Type over each … ; Tab goes to the next." })
            : i18n._({ id: "goals.coach.taken", message: "Your line was rewritten." })}
          <Button size="s" variant="quiet" icon="undo" onClick={undo}>
            {i18n._({ id: "goals.coach.undo", message: "Give me the old text back" })}
          </Button>
        </p>
      )}
      {hints.length > 0 && (
        <ul className={styles.hints} aria-label={i18n._({ id: "goals.coach.hints", message: "Hints for this line" })}>
          {hints.map((hint, at) => (
            <Hint key={hint.rule} hint={hint} at={at} take={take} wave={() => line.wave(hint.rule)} keepAsSteps={hint === kept ? keepAsSteps : undefined} />
          ))}
        </ul>
      )}
    </div>
  );
}

/** Hints that come or go push the fields below: the one somebody is in stays in sight, and so does its open list. */
function keepInView(): void {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement && field.closest("form")) field.scrollIntoView?.({ block: "nearest" });
}

const marks: Record<Finding["severity"], IconName> = { error: "alert", warning: "question", info: "info" };

interface HintProps {
  hint: Finding;
  at: number;
  take: (text: string) => void;
  wave: () => void;
  keepAsSteps?: () => void;
}

function Hint({ hint, at, take, wave, keepAsSteps }: HintProps) {
  const id = useId();
  return (
    <li className={styles.hint}>
      <span className={styles.mark} data-severity={hint.severity} title={hint.rule}>
        <Icon name={marks[hint.severity]} size={14} />
        {severityWord(hint.severity)}
      </span>
      <div className={styles.words}>
        <p>{hint.message}</p>
        {hint.fix && (
          <p className={styles.answers}>
            <Button size="s" shortcut={`alt+${at + 1}`} aria-describedby={id} aria-keyshortcuts={`Alt+${at + 1}`} onClick={() => take(hint.fix)}>
              {i18n._({ id: "goals.coach.use", message: "Use this" })}
            </Button>
            <q id={id} className={styles.fix}>
              {hint.fix}
            </q>
          </p>
        )}
        {keepAsSteps && (
          <p>
            <Button size="s" onClick={keepAsSteps}>
              {i18n._({ id: "goals.coach.asSteps", message: "Keep it, in steps" })}
            </Button>
          </p>
        )}
      </div>
      <IconButton icon="x" size="s" label={i18n._({ id: "goals.coach.notHere", message: "Not here: {name}", values: { name: hint.name } })} onClick={wave} />
    </li>
  );
}

function severityWord(severity: Finding["severity"]): string {
  if (severity === "error") return i18n._({ id: "goals.coach.error", message: "Important" });
  return severity === "warning" ? i18n._({ id: "goals.coach.warning", message: "Sharpen" }) : i18n._({ id: "goals.coach.info", message: "Tip" });
}
