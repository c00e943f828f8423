import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { Button } from "@/ui/Button";
import { TextArea } from "@/ui/fields/TextField";
import { useShortcuts } from "@/ui/shortcuts";
import styles from "./CheckIns.module.css";
import { ConfidenceField, confidenceAfter } from "./ConfidenceField";
import { ValueEntry } from "./ValueEntry";
import { isComplete, isComputed, type Drafted, type Words } from "./words";

interface CheckInFormProps {
  draft: Drafted & { key_result: { unit: string }; unchanged: boolean };
  /** What it opens with: as drafted, or as it was left. */
  start: Words;
  /** Called at every stroke, so that nothing typed is lost. */
  typed: (words: Words) => void;
  save: (words: Words, unchanged: boolean) => void;
  skip?: () => void;
  /** The last of the row: there is no next one. */
  last?: boolean;
  problem?: ApiProblem | null;
  busy?: boolean;
}

/** Value, Enter, a digit, Ctrl+Enter. "n" says that nothing changed. */
export function CheckInForm({ draft, start, typed, save, skip, last = false, problem = null, busy = false }: CheckInFormProps) {
  const [words, setWords] = useState(start);
  const [missing, setMissing] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const first = useRef<HTMLInputElement>(null);
  const row = draft.key_result;
  useFirstFocus(form, first);
  const change = (changes: Partial<Words>) => {
    const next = { ...words, ...changes };
    setWords(next);
    typed(next);
  };
  const submit = () => {
    if (isComplete(row, words.entry)) return save(words, false);
    setMissing(true);
    first.current?.focus();
  };
  const same = draft.unchanged && !isComputed(row.kind) ? () => save(words, true) : undefined;
  const press = usePress({ submit, same, skip, rate: (confidence) => change({ confidence }) });
  useKeysOfPage(same, skip);
  return (
    <form
      ref={form}
      className={styles.form}
      onKeyDown={press}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {isComputed(row.kind) ? (
        <p className={styles.computed}>{i18n._({ id: "checkins.computed", message: "This number counts itself from what is linked to it. Say how sure you are, and what is in the way." })}</p>
      ) : (
        <ValueEntry
          row={row}
          entry={words.entry}
          change={(changes) => {
            setMissing(false);
            change({ entry: { ...words.entry, ...changes } });
          }}
          problem={problem}
          missing={missing ? i18n._({ id: "checkins.missing", message: "Write the number." }) : undefined}
          first={first}
        />
      )}
      <ConfidenceField value={words.confidence} before={draft.confidence} onChange={(confidence) => change({ confidence })} />
      <div className={styles.words}>
        <TextArea label={i18n._({ id: "checkins.changed", message: "What changed?" })} data-note rows={2} maxLength={4000} value={words.changed} onChange={(changed) => change({ changed })} />
        <TextArea label={i18n._({ id: "checkins.blockers", message: "What is in the way?" })} rows={1} maxLength={4000} value={words.blockers} onChange={(blockers) => change({ blockers })} />
        <TextArea label={i18n._({ id: "checkins.next", message: "What is next?" })} rows={1} maxLength={4000} value={words.next} onChange={(next) => change({ next })} />
      </div>
      {problem && problem.errors.length === 0 && (
        <p className={styles.problem} role="alert">
          {problem.detail}
        </p>
      )}
      <div className={styles.buttons}>
        <Button type="submit" variant="primary" size="l" shortcut="mod+Enter" busy={busy}>
          {last ? i18n._({ id: "checkins.save", message: "Save" }) : i18n._({ id: "checkins.saveNext", message: "Save and next" })}
        </Button>
        {same && (
          <Button size="l" shortcut="N" onClick={same}>
            {i18n._({ id: "checkins.same", message: "No change" })}
          </Button>
        )}
        {skip && (
          <Button size="l" variant="quiet" shortcut="S" onClick={skip}>
            {i18n._({ id: "checkins.skip", message: "Skip" })}
          </Button>
        )}
      </div>
    </form>
  );
}

interface Presses {
  submit: () => void;
  same?: () => void;
  skip?: () => void;
  rate: (confidence: number) => void;
}

/** Single keys inside of the form, where nobody is writing words. */
function usePress({ submit, same, skip, rate }: Presses) {
  const before = useRef("");
  return (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.nativeEvent.isComposing) return;
    const target = event.target as HTMLElement;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      return submit();
    }
    if (target instanceof HTMLTextAreaElement || target instanceof HTMLButtonElement || event.ctrlKey || event.metaKey || event.altKey) return;
    const confidence = target.closest("[data-confidence]") !== null;
    const rated = confidence ? confidenceAfter(event.key, before.current) : null;
    before.current = event.key;
    const key = event.key.toLowerCase();
    const run = rated !== null ? () => rate(rated) : key === "n" ? same : key === "s" ? skip : event.key === "Enter" ? () => onwards(event.currentTarget, confidence) : undefined;
    if (!run) return;
    event.preventDefault();
    run();
  };
}

/** From the value to the confidence, from there to the words. */
function onwards(form: HTMLFormElement, fromConfidence: boolean): void {
  const next = form.querySelector<HTMLElement>(fromConfidence ? "textarea[data-note]" : "[data-confidence] input:checked");
  next?.focus();
}

/** The same keys where the focus is nowhere; the help (?) lists them. */
function useKeysOfPage(same?: () => void, skip?: () => void): void {
  const group = i18n._({ id: "checkins.title", message: "Check-in" });
  useShortcuts([
    ...(same ? [{ keys: "n", group, label: i18n._({ id: "checkins.same", message: "No change" }), run: same }] : []),
    ...(skip ? [{ keys: "s", group, label: i18n._({ id: "checkins.skip", message: "Skip" }), run: skip }] : []),
  ]);
}

/** The value is focused and selected: what is typed takes its place. */
function useFirstFocus(form: { current: HTMLFormElement | null }, first: { current: HTMLInputElement | null }): void {
  useEffect(() => {
    const all = [...(form.current?.querySelectorAll("input") ?? [])];
    const choice = all.find((input) => input.type !== "radio" || input.checked);
    (first.current ?? choice)?.focus({ preventScroll: true });
    first.current?.select();
  }, [form, first]);
}
