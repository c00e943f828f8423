import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { FormDialog } from "@/ui/Dialog";
import { NumberField } from "@/ui/fields/NumberField";
import { TextField } from "@/ui/fields/TextField";
import { useWorkspace } from "../workspace";
import styles from "./LinkedWork.module.css";
import { findQuery, useLinkWork } from "./queries";

const KINDS = ["task", "project"] as const;

/** Find a task or project, give it a weight, link it. */
export function LinkDialog({ keyResult, close }: { keyResult: string; close: () => void }) {
  const { slug } = useWorkspace();
  const [words, setWords] = useState("");
  const [chosen, setChosen] = useState<{ kind: string; id: string } | null>(null);
  const [weight, setWeight] = useState<number | null>(1);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const { data: found = [] } = useQuery(findQuery(slug, words, KINDS));
  const link = useLinkWork(keyResult, setProblem);
  const pick = chosen ?? found[0] ?? null;
  const submit = () => {
    if (pick) void link.ask({ kind: pick.kind, id: pick.id, weight: weight ?? 1 }).then(close, () => undefined);
  };
  return (
    <FormDialog title={i18n._({ id: "links.add", message: "Link work" })} close={close} submit={i18n._({ id: "links.submit", message: "Link it" })} onSubmit={submit} busy={link.isPending}>
      <TextField
        label={i18n._({ id: "links.find", message: "Task or project" })}
        placeholder={i18n._({ id: "links.find.placeholder", message: "Words of the title, or HW-42" })}
        value={words}
        onChange={(text) => {
          setWords(text);
          setChosen(null);
        }}
        autoFocus
      />
      <fieldset className={styles.found}>
        <legend className="visually-hidden">{i18n._({ id: "links.found", message: "Found" })}</legend>
        {found.map((item) => (
          <label key={item.id} className={styles.choice}>
            <input type="radio" name="found" checked={pick?.id === item.id} onChange={() => setChosen(item)} />
            <span className={styles.label}>{item.label}</span>
            <span>{item.title}</span>
            <small>{item.context}</small>
          </label>
        ))}
        {words.trim().length >= 2 && found.length === 0 && <p>{i18n._({ id: "links.nothing", message: "Nothing found that you may see." })}</p>}
      </fieldset>
      <NumberField label={i18n._({ id: "links.weight", message: "Weight beside the other linked work" })} value={weight} onChange={setWeight} />
      {problem && <p role="alert" className={styles.problem}>{problem.detail}</p>}
    </FormDialog>
  );
}
