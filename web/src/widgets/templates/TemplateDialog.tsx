import { useState } from "react";
import type { Schema } from "@/api/client";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { Button } from "@/ui/Button";
import { FormDialog } from "@/ui/Dialog";
import { SelectField } from "@/ui/fields/SelectField";
import { TextArea, TextField } from "@/ui/fields/TextField";
import { useFields } from "@/ui/fields/useFields";
import { type ResultDraft, draftOfResult, emptyResult, resultsOf } from "./drafts";
import type { Template } from "./queries";
import { ResultFields } from "./ResultFields";
import { type Domain, domainNames } from "./rules";
import styles from "./templates.module.css";
import { useSaveTemplate } from "./writes";

interface TemplateDialogProps {
  /** What the form begins with: an objective that was written, or a template to change or copy. */
  given?: Schema<"TemplateIn">;
  /** The template that is changed; without it a new one is made. */
  of?: Template | null;
  close: () => void;
  saved?: (template: Template) => void;
}

/** A template for everybody in the workspace: words, and key results whose numbers are examples. */
export function TemplateDialog({ given, of = null, close, saved }: TemplateDialogProps) {
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const form = useFields({ objective: given?.objective ?? "", domain: given?.domain ?? "other", suits: given?.suits ?? "", why: given?.why ?? "" }, problem);
  const [results, setResults] = useState<ResultDraft[]>(() => (given?.key_results?.length ? given.key_results.map(draftOfResult) : [emptyResult(0)]));
  const save = useSaveTemplate(setProblem);
  const submit = async () => {
    const made = await save.ask({ of, given: { ...form.values, key_results: resultsOf(results) } }).catch(() => null);
    if (!made) return;
    close();
    saved?.(made);
  };
  return (
    <FormDialog
      title={of ? i18n._({ id: "library.edit.title", message: "Change this template" }) : i18n._({ id: "library.new.title", message: "A template for your workspace" })}
      size="l"
      close={close}
      submit={of ? i18n._({ id: "library.save", message: "Save" }) : i18n._({ id: "library.create", message: "Add to the library" })}
      onSubmit={() => void submit()}
      busy={save.isPending}
    >
      {problem?.errors.length === 0 && (
        <p className={styles.problem} role="alert">
          {problem.detail}
        </p>
      )}
      <p className={styles.note}>{i18n._({ id: "library.new.note", message: "Every member of your workspace sees it. Numbers are shown as examples and never taken over by themselves." })}</p>
      <TextField label={i18n._({ id: "library.objective", message: "Objective" })} placeholder={i18n._({ id: "library.objective.example", message: "Let new customers feel the value in their first week" })} {...form.bind("objective")} autoFocus />
      <div className={styles.place}>
        <SelectField
          label={i18n._({ id: "library.domain", message: "Domain" })}
          options={Object.entries(domainNames()).map(([value, label]) => ({ value, label }))}
          value={form.values.domain}
          onChange={(domain) => form.set({ domain: (domain ?? "other") as Domain })}
        />
        <TextField label={i18n._({ id: "library.suits", message: "Who is it for?" })} {...form.bind("suits")} />
      </div>
      <TextArea label={i18n._({ id: "library.why", message: "Why this works" })} rows={2} {...form.bind("why")} />
      <ResultList results={results} change={setResults} problem={problem} />
    </FormDialog>
  );
}

function ResultList({ results, change, problem }: { results: ResultDraft[]; change: (results: ResultDraft[]) => void; problem: ApiProblem | null }) {
  const sent = results.filter((one) => one.title.trim());
  const add = () => change([...results, emptyResult(Math.max(...results.map((one) => one.key), -1) + 1)]);
  return (
    <section className={styles.results}>
      <h3>{i18n._({ id: "goals.keyResults", message: "Key results" })}</h3>
      {results.map((one) => (
        <ResultFields
          key={one.key}
          draft={one}
          change={(changes) => change(results.map((other) => (other.key === one.key ? { ...other, ...changes } : other)))}
          remove={() => change(results.filter((other) => other.key !== one.key))}
          errorOf={(field) => problem?.byField[`key_results.${sent.indexOf(one)}.${field}`]}
        />
      ))}
      <Button icon="plus" onClick={add}>
        {i18n._({ id: "goals.keyResult.add", message: "Add a key result" })}
      </Button>
    </section>
  );
}
