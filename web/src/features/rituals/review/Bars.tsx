import { useState } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatMoment } from "@/lib/dates";
import { Button } from "@/ui/Button";
import { FormDialog } from "@/ui/Dialog";
import { useFinish, useGrade, useReveal, type Where } from "./queries";
import styles from "./Review.module.css";
import { finalOf, type Grading, isPlain } from "./rules";
import { decided } from "./words";

/** Before the reveal: what to do now, and the way on. */
export function BlindBar({ grading, where }: { grading: Grading; where: Where }) {
  const finish = useFinish(where);
  const reveal = useReveal(where);
  const [asking, setAsking] = useState(false);
  const { can, done } = grading;
  const mine = grading.objectives.flatMap((one) => one.key_results).filter((row) => row.mine !== null).length;
  const waiting = grading.participants.filter((one) => one.scored > 0 && !one.done).map((one) => one.person.name);
  return (
    <div className={styles.intro}>
      <p>
        {i18n._({
          id: "rituals.blind.intro",
          message: "Score alone first: nobody sees what you give until all is revealed together, and you see nothing of others. This is about learning. A miss that we understand is worth more than a hit by luck.",
        })}
      </p>
      <div className={styles.actions}>
        {can.score && (
          <Button variant={can.reveal ? "default" : "primary"} disabled={mine === 0} busy={finish.isPending} onClick={() => finish.run(!done)}>
            {done ? i18n._({ id: "rituals.blind.undone", message: "Change my scores" }) : i18n._({ id: "rituals.blind.done", message: "I am done" })}
          </Button>
        )}
        {can.reveal && (
          <Button variant="primary" busy={reveal.isPending} onClick={() => reveal.run(false)}>
            {i18n._({ id: "rituals.reveal", message: "Reveal together" })}
          </Button>
        )}
        {!can.reveal && can.reveal_anyway && (
          <Button variant="quiet" onClick={() => setAsking(true)}>
            {i18n._({ id: "rituals.reveal.anyway", message: "Reveal anyway ..." })}
          </Button>
        )}
      </div>
      {asking && (
        <FormDialog
          title={i18n._({ id: "rituals.reveal.title", message: "Reveal the scores now" })}
          close={() => setAsking(false)}
          submit={i18n._({ id: "rituals.reveal.do", message: "Reveal" })}
          onSubmit={() => void reveal.ask(true).then(() => setAsking(false), () => undefined)}
          busy={reveal.isPending}
        >
          <p>
            {waiting.length > 0
              ? i18n._({ id: "rituals.reveal.waiting", message: "Not done yet: {names}. Scores cannot be given blind any more once they are revealed.", values: { names: waiting.join(", ") } })
              : i18n._({ id: "rituals.reveal.nobody", message: "Nobody has scored yet. You go straight to the final scores then, without the round that everybody does alone." })}
          </p>
        </FormDialog>
      )}
    </div>
  );
}

/** Below the last of them, where one arrives by scoring: the same way on as above. */
export function BlindEnd({ grading, where }: { grading: Grading; where: Where }) {
  const finish = useFinish(where);
  const reveal = useReveal(where);
  const mine = grading.objectives.flatMap((one) => one.key_results).filter((row) => row.mine !== null).length;
  if (!grading.can.score || mine < grading.countable) return null;
  return (
    <div className={styles.intro}>
      <p role="status">
        {grading.done
          ? i18n._({ id: "rituals.blind.end.done", message: "Your scores are in. Nobody sees them until all are revealed together." })
          : i18n._({ id: "rituals.blind.end", message: "{n, plural, one {You have scored it.} other {You have scored all #.}}", values: { n: grading.countable } })}
      </p>
      <div className={styles.actions}>
        {grading.done && grading.can.reveal && (
          <Button busy={reveal.isPending} onClick={() => reveal.run(false)}>
            {i18n._({ id: "rituals.blind.end.reveal", message: "Reveal all scores" })}
          </Button>
        )}
        <Button variant={grading.done ? "quiet" : "primary"} busy={finish.isPending} onClick={() => finish.run(!grading.done)}>
          {grading.done ? i18n._({ id: "rituals.blind.end.again", message: "Take them back" }) : i18n._({ id: "rituals.blind.end.do", message: "Hand them in" })}
        </Button>
      </div>
    </div>
  );
}

/** After it: how many are settled, and those that need no words with one click. */
export function RevealedBar({ grading }: { grading: Grading }) {
  const locale = useFormatLocale();
  const grade = useGrade();
  const rows = grading.objectives.flatMap((one) => one.key_results);
  const plain = rows.filter((row) => row.key_result.grade === null && row.key_result.can.grade && isPlain(row) && !row.opinion?.apart);
  const values = { graded: grading.graded, n: grading.countable };
  return (
    <div className={styles.intro}>
      <p role="status">
        {grading.cycle.closed
          ? decided(grading.graded, grading.countable)
          : i18n._({ id: "rituals.grading.settled", message: "{graded} of {n} have their final score. Look at those first where you are far apart: you have seen two different quarters.", values })}
        {grading.revealed_at && grading.revealed_by && (
          <small className={styles.by}>
            {i18n._({ id: "rituals.revealedBy", message: "Revealed by {name}, {when}", values: { name: grading.revealed_by.name, when: formatMoment(grading.revealed_at, locale) } })}
          </small>
        )}
      </p>
      {plain.length > 1 && !grading.cycle.closed && (
        <div className={styles.actions}>
          <Button busy={grade.isPending} onClick={() => plain.forEach((row) => grade.run({ id: row.key_result.id, final: finalOf(row) }))}>
            {i18n._({ id: "rituals.takeSuggested", message: "Take the suggested score for {n} that nobody doubts", values: { n: plain.length } })}
          </Button>
        </div>
      )}
    </div>
  );
}
