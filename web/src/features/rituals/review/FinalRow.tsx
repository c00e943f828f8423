import { useState } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatScore } from "@/lib/numbers";
import { Button } from "@/ui/Button";
import { Status, type Tone } from "@/ui/Status";
import { KeyResultWords } from "./BlindRow";
import { FinalForm } from "./FinalForm";
import { useGrade } from "./queries";
import styles from "./Review.module.css";
import { type Band, bandOf, finalOf, type GradedKeyResult, isPlain } from "./rules";
import { causeWord } from "./words";

const tones: Record<Band, Tone> = { green: "on", amber: "risk", red: "off" };

/** One key result after the reveal: what each gave, what the numbers say, and the final score. */
export function FinalRow({ row, closed }: { row: GradedKeyResult; closed: boolean }) {
  const [open, setOpen] = useState(false);
  const grade = useGrade();
  const { key_result: one, suggestion } = row;
  const may = one.can.grade && !closed;
  return (
    <li className={styles.row} data-apart={(row.opinion?.apart && !one.grade) || undefined}>
      <KeyResultWords row={row} />
      <Opinions row={row} />
      {one.grade ? <Settled row={row} /> : <Suggested row={row} />}
      {may && !open && (
        <div className={styles.actions}>
          {!one.grade && isPlain(row) && (
            <Button size="s" busy={grade.isPending} onClick={() => grade.run({ id: one.id, final: finalOf(row) })}>
              <Accept score={suggestion.suggested ?? 0} />
            </Button>
          )}
          <Button size="s" variant="quiet" onClick={() => setOpen(true)}>
            {one.grade ? i18n._({ id: "rituals.final.change", message: "Change" }) : i18n._({ id: "rituals.final.give", message: "Give the final score" })}
          </Button>
        </div>
      )}
      {may && open && <FinalForm row={row} close={() => setOpen(false)} />}
    </li>
  );
}

function Accept({ score }: { score: number }) {
  const locale = useFormatLocale();
  return <>{i18n._({ id: "rituals.final.accept", message: "Take {score}", values: { score: formatScore(score, locale) } })}</>;
}

/** Everybody's score, lowest first; far apart is worth a conversation. */
function Opinions({ row }: { row: GradedKeyResult }) {
  const locale = useFormatLocale();
  if (row.scores.length === 0) return null;
  return (
    <ul className={styles.opinions} aria-label={i18n._({ id: "rituals.opinions", message: "What each gave" })}>
      {row.scores
        .toSorted((a, b) => a.score - b.score)
        .map((one) => (
          <li key={one.by.id}>
            {one.by.name} <strong className="num">{formatScore(one.score, locale)}</strong>
          </li>
        ))}
      {row.opinion?.apart && !row.key_result.grade && (
        <li className={styles.apart}>
          {i18n._({ id: "rituals.apart", message: "{spread} apart: what did you each see?", values: { spread: formatScore(row.opinion.spread, locale) } })}
        </li>
      )}
    </ul>
  );
}

function Suggested({ row }: { row: GradedKeyResult }) {
  const locale = useFormatLocale();
  const { suggested, original, revised } = row.suggestion;
  if (suggested === null) return <p className={styles.quiet}>{i18n._({ id: "rituals.nothingMeasured", message: "There was nothing to measure it by, so the score is yours to give." })}</p>;
  const values = { score: formatScore(suggested, locale), original: original === null ? "–" : formatScore(original, locale) };
  return (
    <p className={styles.quiet}>
      {revised
        ? i18n._({ id: "rituals.suggested.both", message: "The numbers say {score}; against the target of the start {original}.", values })
        : i18n._({ id: "rituals.suggested", message: "The numbers say {score}.", values })}
    </p>
  );
}

function Settled({ row }: { row: GradedKeyResult }) {
  const locale = useFormatLocale();
  const grade = row.key_result.grade;
  if (!grade) return null;
  const band = bandOf(grade.score, row.key_result.commitment);
  const aside = [
    grade.suggested !== null && grade.suggested !== grade.score && i18n._({ id: "rituals.settled.suggested", message: "the numbers said {score}", values: { score: formatScore(grade.suggested, locale) } }),
    row.suggestion.revised && grade.original !== null && i18n._({ id: "rituals.settled.original", message: "against the first target {score}", values: { score: formatScore(grade.original, locale) } }),
    ...grade.causes.map((cause) => causeWord(cause)),
  ].filter(Boolean);
  return (
    <div className={styles.settled}>
      <Status tone={tones[band]}>{i18n._({ id: "rituals.final", message: "Final {score}", values: { score: formatScore(grade.score, locale) } })}</Status>
      <small>{aside.join(" · ")}</small>
      {grade.reason && <q>{grade.reason}</q>}
      {grade.note && <q>{grade.note}</q>}
    </div>
  );
}
