import { useState } from "react";
import { useFormatLocale } from "@/i18n/i18n";
import { type KeyResultDraft, typed } from "../drafts";
import { draftedKeyResult, draftedObjective, draftedSource, emptyGuide, emptyRow, followed, type GuideRow, type GuideWords, kindOfNumbers } from "./guide";

type Sentence = Pick<GuideWords, "whom" | "change" | "part">;
type Numbers = Partial<Pick<KeyResultDraft, "start" | "target" | "unit" | "ends_on" | "check_in_owner_id">>;

export interface GuideState {
  words: GuideWords;
  rowOf: (key: number) => GuideRow;
  say: (changes: Partial<Sentence>) => void;
  measure: (draft: KeyResultDraft, row: Partial<GuideRow>, numbers?: Numbers) => void;
}

interface GuidedForm {
  title: string;
  setTitle: (title: string) => void;
  change: (key: number, changes: Partial<KeyResultDraft>) => void;
}

/** Everything that is written in the guide stands in the form at once: leaving it half-way loses nothing. */
export function useGuide({ title, setTitle, change }: GuidedForm): GuideState {
  const locale = useFormatLocale();
  const [words, setWords] = useState(emptyGuide);
  const rowOf = (key: number) => words.rows[key] ?? emptyRow;
  return {
    words,
    rowOf,
    say: (changes) => {
      const next = { ...words, ...changes };
      setWords(next);
      setTitle(followed(title, draftedObjective(words), draftedObjective(next)));
    },
    measure: (draft, row, numbers = {}) => {
      const before = rowOf(draft.key);
      const now = { ...before, ...row };
      const next = { ...draft, ...numbers };
      setWords({ ...words, rows: { ...words.rows, [draft.key]: now } });
      change(draft.key, {
        ...typed(draft, numbers),
        ...(!draft.own.includes("kind") && { kind: kindOfNumbers(next.start, next.target) }),
        title: followed(draft.title, draftedKeyResult(before.measure, draft, locale), draftedKeyResult(now.measure, next, locale)),
        description: followed(draft.description, draftedSource(before.source), draftedSource(now.source)),
      });
    },
  };
}
