import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { Button } from "@/ui/Button";
import { Section } from "@/ui/layout";
import { Lines } from "@/ui/Lines";
import { ErrorState, SkeletonRows } from "@/ui/states";
import { useWorkspace } from "@/widgets/workspace";
import { NoGoals } from "../NoGoals";
import { BatchRow } from "./BatchRow";
import { type CheckInDraft, teamQuery } from "./queries";
import { isComplete, keep, kept, type Words, wordsFrom } from "./words";
import { useCheckIn } from "./writes";

/** Every key result of the team in one table: who owes what, and edited in place, one by one or all at once. */
export function TeamTab({ team }: { team: string }) {
  const { slug } = useWorkspace();
  const { data, error, refetch } = useQuery(teamQuery(slug, team));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={8} height={48} />;
  if (data.items.length === 0) {
    return <NoGoals sentence={i18n._({ id: "checkins.team.none", message: "This team has no key result that lives today, so nobody owes a check-in." })} />;
  }
  return <Batch drafts={data.items} />;
}

function Batch({ drafts }: { drafts: CheckInDraft[] }) {
  const batch = useBatch(drafts);
  const owed = drafts.filter((draft) => draft.due?.owed);
  const rest = drafts.filter((draft) => !draft.due?.owed);
  const ready = batch.edited.length;
  return (
    <>
      {owed.length > 0 && (
        <Section
          title={i18n._({ id: "checkins.team.owed", message: "{count, plural, one {# check-in to give} other {# check-ins to give}}", values: { count: owed.length } })}
          actions={
            ready > 1 && (
              <Button variant="primary" onClick={batch.saveAll}>
                {i18n._({ id: "checkins.team.saveAll", message: "Save all {ready}", values: { ready } })}
              </Button>
            )
          }
        >
          <Rows drafts={owed} batch={batch} />
        </Section>
      )}
      {rest.length > 0 && (
        <Section title={owed.length > 0 ? i18n._({ id: "checkins.team.given", message: "Given, or not due yet" }) : i18n._({ id: "checkins.team.allGiven", message: "Nothing is missing" })}>
          <Rows drafts={rest} batch={batch} />
        </Section>
      )}
    </>
  );
}

function Rows({ drafts, batch }: { drafts: CheckInDraft[]; batch: BatchState }) {
  return (
    <Lines sides="minmax(0, 420px) 204px" roomy>
      {drafts.map((draft) => (
        <BatchRow
          key={draft.id}
          draft={draft}
          words={batch.wordsOf(draft)}
          edited={batch.edited.includes(draft.id)}
          problem={batch.problems[draft.id] ?? null}
          change={(changes) => batch.change(draft, changes)}
          save={(unchanged) => batch.save(draft, unchanged)}
        />
      ))}
    </Lines>
  );
}

interface BatchState {
  edited: string[];
  problems: Readonly<Record<string, ApiProblem>>;
  wordsOf: (draft: CheckInDraft) => Words;
  change: (draft: CheckInDraft, changes: Partial<Words>) => void;
  save: (draft: CheckInDraft, unchanged: boolean) => void;
  saveAll: () => void;
}

/** What was typed in each row, in this browser too, until the server has it. */
function useBatch(drafts: CheckInDraft[]): BatchState {
  const { slug } = useWorkspace();
  const [typed, setTyped] = useState<Record<string, Words>>(() => Object.fromEntries(drafts.flatMap((draft) => (kept(slug, draft) ? [[draft.id, kept(slug, draft)!]] : []))));
  const [problems, setProblems] = useState<Record<string, ApiProblem>>({});
  const checkIn = useCheckIn({
    saved: ({ draft }) => setTyped((before) => without(before, draft.id)),
    failed: ({ draft }, problem) => setProblems((before) => ({ ...before, [draft.id]: problem })),
    undone: ({ draft, words }) => setTyped((before) => ({ ...before, [draft.id]: words })),
  });
  const wordsOf = (draft: CheckInDraft) => typed[draft.id] ?? wordsFrom(draft);
  const save = (draft: CheckInDraft, unchanged: boolean) => {
    setProblems((before) => without(before, draft.id));
    checkIn.run({ draft, words: wordsOf(draft), unchanged });
  };
  return {
    edited: Object.keys(typed).filter((id) => drafts.some((draft) => draft.id === id)),
    problems,
    wordsOf,
    change: (draft, changes) => {
      const words = { ...wordsOf(draft), ...changes };
      keep(slug, draft, words);
      setTyped((before) => ({ ...before, [draft.id]: words }));
    },
    save,
    saveAll: () => {
      for (const draft of drafts) if (typed[draft.id] && isComplete(draft.key_result, wordsOf(draft).entry)) save(draft, false);
    },
  };
}

const without = <Value,>(of: Record<string, Value>, id: string): Record<string, Value> => Object.fromEntries(Object.entries(of).filter(([name]) => name !== id));
