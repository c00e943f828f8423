import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useRef, useState } from "react";
import { useWrite } from "@/api/mutations";
import { api, unwrap, writeHeaders } from "@/api/client";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { Button } from "@/ui/Button";
import { FormDialog } from "@/ui/Dialog";
import { CheckField } from "@/ui/fields/choices";
import { useFields } from "@/ui/fields/useFields";
import { LessonsHint } from "@/widgets/lessons/LessonsHint";
import type { Start } from "@/widgets/templates/rules";
import { useWorkspace } from "@/widgets/workspace";
import type { Facts } from "../coach/facts";
import { wordingOf } from "../coach/guide";
import { Spoken } from "../coach/Spoken";
import { type Coach, useCoach } from "../coach/useCoach";
import { useGuide, useGuideWords } from "../coach/useGuide";
import { asKeyResult, countAdvice, draftOfTemplate, emptyDraft, isBlank, type KeyResultDraft } from "../drafts";
import { type ObjectiveWords, placeOf } from "../edits";
import type { ObjectiveOut } from "../queries";
import { FromTemplate } from "./FromTemplate";
import { FormProblem } from "./FormProblem";
import { KeyResultFields } from "./KeyResultFields";
import { ObjectiveFields } from "./ObjectiveFields";
import styles from "./ObjectiveForm.module.css";

const Guide = lazy(async () => ({ default: (await import("../coach/Guide")).Guide }));

interface ObjectiveFormProps {
  close: () => void;
  start: { cycle_id: string | null; team_id: string | null };
  /** A template that it begins with. */
  from?: Start | null;
  /** Begins with the five steps instead of the form. */
  guided?: boolean;
}

/** An objective with its key results, in one go; written freely, from a template, or step by step. */
export function ObjectiveForm({ close, start, from, guided: isGuided = false }: ObjectiveFormProps) {
  const { slug, me } = useWorkspace();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const form = useFields<ObjectiveWords>({ title: from?.title ?? "", why: "", priority: "", confidence: 5, owner_id: me.member, private: false, ...start }, problem);
  const [draft, setDraft] = useState(false);
  const [guided, setGuided] = useState(isGuided);
  const keyResults = useDrafts(from);
  const { drafts, change } = keyResults;
  const { title, team_id } = form.values;
  const setTitle = (text: string) => form.set({ title: text });
  const [words, setWords] = useGuideWords();
  const coach = useCoach({ objective: title, drafts, place: placeOf(form.values, null), wording: wordingOf(words), fill: change });
  const guide = useGuide({ title, setTitle, drafts, change, words, setWords, language: coach.language });
  const create = useCreate(slug, setProblem);
  const submit = async () => {
    const made = await create
      .ask({ ...form.values, draft, key_results: drafts.filter((one) => !isBlank(one)) })
      .catch(() => null);
    if (!made) return;
    close();
    void navigate({ to: "/w/$workspace/objectives/$objective", params: { workspace: slug, objective: made.id } });
  };
  if (guided) {
    return (
      <Suspense fallback={null}>
        <Guide leave={() => setGuided(false)} guide={guide} title={title} setTitle={setTitle} drafts={drafts} coach={coach} lessons={<LessonsHint team={team_id} />} more={<MoreKeyResults count={drafts.length} add={keyResults.add} facts={coach.facts} />} />
      </Suspense>
    );
  }
  return (
    <FormDialog
      title={i18n._({ id: "goals.objective.new", message: "New objective" })}
      size="l"
      close={close}
      submit={i18n._({ id: "goals.objective.create", message: "Create objective" })}
      onSubmit={() => void submit()}
      busy={create.isPending}
      extra={<CheckField label={i18n._({ id: "goals.objective.asDraft", message: "Keep as a draft" })} checked={draft} onChange={setDraft} />}
    >
      {problem?.errors.length === 0 && <FormProblem problem={problem} />}
      <div className={styles.helps}>
        <Button size="s" variant="quiet" icon="list" onClick={() => setGuided(true)}>
          {i18n._({ id: "goals.guide.open", message: "Guide me" })}
        </Button>
        <FromTemplate from={from} blank={title === "" && drafts.every(isBlank)} />
      </div>
      <LessonsHint team={team_id} />
      <ObjectiveFields form={form} coach={coach.of("objective")} facts={coach.facts} />
      <KeyResultList {...keyResults} problem={problem} coach={coach} />
      <Spoken text={coach.said} />
    </FormDialog>
  );
}

interface Drafts {
  drafts: KeyResultDraft[];
  add: () => void;
  change: (key: number, changes: Partial<KeyResultDraft>) => void;
  remove: (key: number) => void;
}

function useDrafts(from: Start | null | undefined): Drafts {
  const next = useRef(Math.max(from?.key_results.length ?? 0, 1));
  const [drafts, setDrafts] = useState<KeyResultDraft[]>(() => (from?.key_results.length ? from.key_results.map(draftOfTemplate) : [emptyDraft(0)]));
  return {
    drafts,
    add: () => setDrafts((before) => [...before, emptyDraft(next.current++)]),
    change: (key, changes) => setDrafts((before) => before.map((draft) => (draft.key === key ? { ...draft, ...changes } : draft))),
    remove: (key) => setDrafts((before) => before.filter((draft) => draft.key !== key)),
  };
}

function KeyResultList({ drafts, add, change, remove, problem, coach }: Drafts & { problem: ApiProblem | null; coach: Coach }) {
  const sent = drafts.filter((draft) => !isBlank(draft));
  return (
    <section className={styles.keyResults}>
      <h3>{i18n._({ id: "goals.keyResults", message: "Key results" })}</h3>
      {drafts.map((draft) => (
        <KeyResultFields
          key={draft.key}
          draft={draft}
          change={(changes) => change(draft.key, changes)}
          remove={drafts.length > 1 ? () => remove(draft.key) : undefined}
          errorOf={(field) => problem?.byField[`key_results.${sent.indexOf(draft)}.${field}`]}
          autoFocus={draft.key > 0 && draft.examples === undefined}
          coach={coach.of(draft.key)}
        />
      ))}
      <MoreKeyResults count={drafts.length} add={add} facts={coach.facts} />
    </section>
  );
}

/** The button for one more, and a quiet word about how many there are. */
function MoreKeyResults({ count, add, facts }: { count: number; add: () => void; facts: Facts | null }) {
  const advice = facts?.off.includes("OB05") ? null : countAdvice(count);
  return (
    <div className={styles.more}>
      <Button icon="plus" onClick={add}>
        {i18n._({ id: "goals.keyResult.add", message: "Add a key result" })}
      </Button>
      <small>
        {advice === "few" && i18n._({ id: "goals.advice.few", message: "Two to five key results tell best whether you got there." })}
        {advice === "many" && i18n._({ id: "goals.advice.many", message: "More than five are hard to keep in mind; which ones matter most?" })}
      </small>
    </div>
  );
}

function useCreate(slug: string, failed: (problem: ApiProblem) => void) {
  return useWrite({
    workspace: slug,
    send: ({ draft, cycle_id, key_results, title, why, ...rest }: ObjectiveWords & { draft: boolean; key_results: KeyResultDraft[] }, key): Promise<ObjectiveOut> =>
      unwrap(
        api.POST("/api/w/{workspace}/objectives", {
          params: { path: { workspace: slug } },
          body: { ...rest, title: title.trim(), why, cycle_id: cycle_id ?? "", state: draft ? "draft" : "active", key_results: key_results.map(asKeyResult) },
          headers: writeHeaders(key),
        }),
      ),
    changed: (made) => [{ kind: "goals.objective_created", subject: "objective", id: made.id, version: made.version }],
    failed: (problem) => {
      failed(problem);
      return true;
    },
  });
}
