import { useCallback, useState } from "react";
import type { ApiProblem } from "@/lib/problem";
import { useWorkspace } from "@/widgets/workspace";
import type { CheckedIn, CheckInDraft } from "./queries";
import { keep, type Words } from "./words";
import { type Sent, useCheckIn } from "./writes";

/** What became of one check-in of the row. */
export type Outcome = { state: "sending" } | { state: "skipped" } | { state: "saved"; answer: CheckedIn } | { state: "failed"; problem: ApiProblem };

export interface Row {
  drafts: CheckInDraft[];
  outcomes: Readonly<Record<string, Outcome>>;
  /** The place in the row; its length means: at the end. */
  at: number;
  goTo: (at: number) => void;
  save: (draft: CheckInDraft, words: Words, unchanged: boolean) => void;
  skip: (draft: CheckInDraft) => void;
}

/** All due check-ins in a row: one is on the screen, those before are on their way already. The row stays as it began. */
export function useRow(drafts: CheckInDraft[]): Row {
  const { slug } = useWorkspace();
  const [outcomes, setOutcomes] = useState<Record<string, Outcome>>({});
  const [at, goTo] = useState(0);
  const note = useCallback((id: string, outcome: Outcome | null) => {
    setOutcomes((before) => {
      const rest = Object.fromEntries(Object.entries(before).filter(([name]) => name !== id));
      return outcome ? { ...rest, [id]: outcome } : rest;
    });
  }, []);
  const placeOf = (draft: CheckInDraft) => drafts.findIndex((one) => one.id === draft.id);
  const checkIn = useCheckIn({
    saved: ({ draft }, answer) => note(draft.id, { state: "saved", answer }),
    failed: ({ draft }, problem) => note(draft.id, { state: "failed", problem }),
    undone: ({ draft, words }: Sent) => {
      keep(slug, draft, words);
      note(draft.id, null);
      goTo(placeOf(draft));
    },
  });
  const onwards = (draft: CheckInDraft) => {
    const open = (one: CheckInDraft) => one.id !== draft.id && outcomes[one.id] === undefined;
    const after = drafts.findIndex((one, place) => place > placeOf(draft) && open(one));
    goTo(after >= 0 ? after : drafts.length);
  };
  return {
    drafts,
    outcomes,
    at,
    goTo,
    save: (draft, words, unchanged) => {
      keep(slug, draft, words);
      note(draft.id, { state: "sending" });
      onwards(draft);
      checkIn.run({ draft, words, unchanged });
    },
    skip: (draft) => {
      note(draft.id, { state: "skipped" });
      onwards(draft);
    },
  };
}
