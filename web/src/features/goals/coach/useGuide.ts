import { useEffect, useRef, useState } from "react";
import { useFormatLocale } from "@/i18n/i18n";
import { useLatest } from "@/lib/useLatest";
import { type KeyResultDraft, typed } from "../drafts";
import { draftedKeyResult, draftedObjective, draftedSource, emptyGuide, emptyRow, followed, type GuideRow, type GuideWords, kindOfNumbers, type Language } from "./guide";

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
  drafts: readonly KeyResultDraft[];
  change: (key: number, changes: Partial<KeyResultDraft>) => void;
  words: GuideWords;
  setWords: (words: GuideWords) => void;
  language: Language;
}

/** What is typed into the guide; held apart, since the coach tells its language before anything is drafted. */
export const useGuideWords = () => useState(emptyGuide);

/** Everything that is written in the guide stands in the form at once: leaving it half-way loses nothing. */
export function useGuide(form: GuidedForm): GuideState {
  const { title, setTitle, change, words, setWords, language } = form;
  const locale = useFormatLocale();
  const rowOf = (key: number) => words.rows[key] ?? emptyRow;
  useOtherLanguage(form, locale);
  return {
    words,
    rowOf,
    say: (changes) => {
      const next = { ...words, ...changes };
      setWords(next);
      setTitle(followed(title, draftedObjective(words, language), draftedObjective(next, language)));
    },
    measure: (draft, row, numbers = {}) => {
      const before = rowOf(draft.key);
      const now = { ...before, ...row };
      const next = { ...draft, ...numbers };
      setWords({ ...words, rows: { ...words.rows, [draft.key]: now } });
      change(draft.key, {
        ...typed(draft, numbers),
        ...(!draft.own.includes("kind") && { kind: kindOfNumbers(next.start, next.target) }),
        title: followed(draft.title, draftedKeyResult(before.measure, draft, language, locale), draftedKeyResult(now.measure, next, language, locale)),
        description: followed(draft.description, draftedSource(before.source, language), draftedSource(now.source, language)),
      });
    },
  };
}

/** The coach has found out that one writes in another language: what follows the guide is drafted anew. */
function useOtherLanguage(form: GuidedForm, locale: string | undefined): void {
  const { language } = form;
  const drafted = useRef(language);
  const latest = useLatest(form);
  useEffect(() => {
    const was = drafted.current;
    if (was === language) return;
    drafted.current = language;
    const { title, setTitle, drafts, change, words } = latest.current;
    setTitle(followed(title, draftedObjective(words, was), draftedObjective(words, language)));
    for (const draft of drafts) {
      const { measure, source } = words.rows[draft.key] ?? emptyRow;
      if (!measure.trim() && !source.trim()) continue;
      change(draft.key, {
        title: followed(draft.title, draftedKeyResult(measure, draft, was, locale), draftedKeyResult(measure, draft, language, locale)),
        description: followed(draft.description, draftedSource(source, was), draftedSource(source, language)),
      });
    }
  }, [language, latest, locale]);
}
