import { Link } from "@tanstack/react-router";
import { useRef } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { narrow } from "@/lib/numbers";
import type { ApiProblem } from "@/lib/problem";
import { Button, LinkButton } from "@/ui/Button";
import { NumberField } from "@/ui/fields/NumberField";
import { TextField } from "@/ui/fields/TextField";
import { Line } from "@/ui/Lines";
import { Status } from "@/ui/Status";
import { HealthBadge } from "@/widgets/goals/HealthBadge";
import { valueLine } from "@/widgets/goals/values";
import { useToday } from "@/widgets/today";
import { useWorkspace } from "@/widgets/workspace";
import type { CheckInDraft, CheckInDue } from "./queries";
import styles from "./TeamTab.module.css";
import { dueTone, dueWords, isComplete, isComputed, type Words } from "./words";
import { useAsk } from "./writes";

interface BatchRowProps {
  draft: CheckInDraft;
  words: Words;
  edited: boolean;
  problem: ApiProblem | null;
  change: (changes: Partial<Words>) => void;
  save: (unchanged: boolean) => void;
}

/** The longest unit that finds room in the field; a longer one is said in the line below the title. */
const SHORT = 7;

/** One key result: who, how it stands, and its check-in in one line. */
export function BatchRow({ draft, words, edited, problem, change, save }: BatchRowProps) {
  const { slug } = useWorkspace();
  const row = draft.key_result;
  const locale = useFormatLocale();
  const today = useToday();
  const inLine = row.kind !== "milestone" && row.kind !== "binary";
  return (
    <Line
      title={
        <Link to="/w/$workspace/key-results/$keyResult" params={{ workspace: slug, keyResult: draft.id }}>
          {narrow(row.title)}
        </Link>
      }
      facts={[
        draft.due ? (draft.due.person?.name ?? i18n._({ id: "checkins.nobody", message: "nobody checks in" })) : i18n._({ id: "checkins.noneDue", message: "no check-in is due yet" }),
        draft.due && (
          <Status key="due" tone={dueTone(draft.due.state)} bare>
            {dueWords(draft.due, today, locale)}
          </Status>
        ),
        draft.due && disciplineWords(draft.due),
        <HealthBadge key="health" health={row.health} bare />,
        <span key="value" className="num">
          {valueLine({ ...row, value: row.latest?.value ?? null, total: row.latest?.total }, locale)}
        </span>,
      ]}
    >
      {draft.can.check_in && inLine && <Fields draft={draft} words={words} problem={problem} change={change} save={() => save(false)} />}
      <div className={styles.actions}>
        {draft.can.check_in && inLine && (
          <Button variant={edited ? "primary" : "default"} disabled={!isComplete(row, words.entry)} onClick={() => save(!edited && draft.unchanged)}>
            {edited || isComputed(row.kind) ? i18n._({ id: "checkins.save", message: "Save" }) : i18n._({ id: "checkins.same", message: "No change" })}
          </Button>
        )}
        {draft.can.check_in && !inLine && (
          <LinkButton to="/w/$workspace/check-ins" params={{ workspace: slug }} search={{ of: draft.id }}>
            {i18n._({ id: "checkins.checkIn", message: "Check in" })}
          </LinkButton>
        )}
        <Remind draft={draft} />
      </div>
    </Line>
  );
}

/** "5 of 6 on time"; nothing before the first is over. */
function disciplineWords({ on_time: onTime, late, missed }: CheckInDue): string {
  const past = onTime + late + missed;
  return past > 0 ? i18n._({ id: "checkins.discipline.so", message: "{onTime} of {past} so far on time", values: { onTime, past } }) : "";
}

function Fields({ draft, words, problem, change, save }: Pick<BatchRowProps, "draft" | "words" | "problem" | "change"> & { save: () => void }) {
  const row = draft.key_result;
  const form = useRef<HTMLFormElement>(null);
  const { entry } = words;
  const of = { title: row.title };
  const error = problem && problem.errors.length === 0 ? problem.detail : undefined;
  return (
    <form
      ref={form}
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {row.kind === "share" && (
        <NumberField label={i18n._({ id: "checkins.batch.done", message: "Done, {title}", values: of })} hideLabel value={entry.done} unit={entry.total ? i18n._({ id: "checkins.ofTotal", message: "of {total}", values: { total: entry.total } }) : undefined} onChange={(done) => change({ entry: { ...entry, done } })} error={problem?.byField.done ?? error} />
      )}
      {row.kind !== "share" && !isComputed(row.kind) && (
        <NumberField label={i18n._({ id: "checkins.batch.value", message: "Value, {title}", values: of })} hideLabel unit={row.unit && row.unit.length <= SHORT ? row.unit : undefined} value={entry.value} onChange={(value) => change({ entry: { ...entry, value } })} error={problem?.byField.value ?? error} />
      )}
      <NumberField
        label={i18n._({ id: "checkins.batch.confidence", message: "Confidence 0 to 10, {title}", values: of })}
        hideLabel
        unit="/ 10"
        decimals={0}
        value={words.confidence}
        onChange={(confidence) => confidence !== null && change({ confidence: Math.min(10, Math.max(0, Math.round(confidence))) })}
      />
      <TextField label={i18n._({ id: "checkins.batch.changed", message: "What changed, {title}", values: of })} hideLabel placeholder={i18n._({ id: "checkins.changed", message: "What changed?" })} value={words.changed} onChange={(changed) => change({ changed })} />
      <button type="submit" hidden />
    </form>
  );
}

/** Asks whoever owes it, unless that is oneself. */
function Remind({ draft }: { draft: CheckInDraft }) {
  const { me } = useWorkspace();
  const ask = useAsk();
  const person = draft.due?.person;
  if (!draft.can.remind || !draft.due?.owed || !person || person.id === me.member) return null;
  return (
    <Button variant="quiet" icon="mail" busy={ask.isPending} onClick={() => ask.run({ id: draft.id, name: person.name })}>
      {i18n._({ id: "checkins.ask", message: "Remind" })}
    </Button>
  );
}
