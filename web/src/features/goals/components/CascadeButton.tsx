import { useNavigate, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { useWrite } from "@/api/mutations";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { i18n } from "@/i18n/i18n";
import { narrow } from "@/lib/numbers";
import type { ApiProblem } from "@/lib/problem";
import { Button } from "@/ui/Button";
import { FormDialog } from "@/ui/Dialog";
import { NumberField } from "@/ui/fields/NumberField";
import { PersonField } from "@/ui/fields/PeopleField";
import { TextField } from "@/ui/fields/TextField";
import { useFields } from "@/ui/fields/useFields";
import { TeamPicker } from "@/widgets/goals/pickers";
import { usePeople } from "@/widgets/goals/queries";
import { useWorkspace } from "@/widgets/workspace";
import type { KeyResultOut, ObjectiveOut } from "../queries";
import styles from "./ObjectiveForm.module.css";

interface Written {
  title: string;
  team_id: string | null;
  owner_id: string | null;
  weight: number | null;
}

/** A key result becomes an objective one level below. */
export function CascadeButton({ row }: { row: KeyResultOut }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="s" icon="layers" onClick={() => setOpen(true)}>
        {i18n._({ id: "goals.cascade", message: "Hand down to a team" })}
      </Button>
      {open && <CascadeDialog row={row} close={() => setOpen(false)} />}
    </>
  );
}

function CascadeDialog({ row, close }: { row: KeyResultOut; close: () => void }) {
  const { slug } = useWorkspace();
  const navigate = useNavigate();
  const people = usePeople();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const form = useFields<Written>({ title: row.title, team_id: null, owner_id: null, weight: 1 }, problem);
  const [tried, setTried] = useState(false);
  const unsaid = tried && !form.values.team_id && !form.values.owner_id;
  const cascade = useCascade(row, setProblem);
  const submit = async () => {
    setTried(true);
    if (!form.values.team_id && !form.values.owner_id) return;
    const made = await cascade.ask(form.values).catch(() => null);
    if (!made) return;
    close();
    void navigate({ to: "/w/$workspace/objectives/$objective", params: { workspace: slug, objective: made.objective.id } });
  };
  return (
    <FormDialog
      title={i18n._({ id: "goals.cascade", message: "Hand down to a team" })}
      close={close}
      submit={i18n._({ id: "goals.cascade.submit", message: "Make it their objective" })}
      onSubmit={() => void submit()}
      busy={cascade.isPending}
    >
      {row.kind !== "objectives" && (
        <p>{i18n._({ id: "goals.cascade.converts", message: "This key result will from then on take its number from the objectives below it." })}</p>
      )}
      <TeamPicker makes {...form.bind("team_id")} error={unsaid ? i18n._({ id: "goals.cascade.who", message: "Say which team takes it up, or who." }) : form.bind("team_id").error} />
      <TextField label={i18n._({ id: "goals.objective", message: "Objective" })} {...form.bind("title")} />
      <div className={styles.place}>
        <PersonField label={i18n._({ id: "goals.owner", message: "Owner" })} people={people} {...form.bind("owner_id")} />
        <NumberField label={i18n._({ id: "goals.weight", message: "Weight" })} {...form.bind("weight")} />
      </div>
      {problem && problem.errors.length === 0 && <p role="alert" className={styles.problem}>{problem.detail}</p>}
    </FormDialog>
  );
}

function useCascade(row: KeyResultOut, failed: (problem: ApiProblem) => void) {
  const { slug } = useWorkspace();
  const back = useTakeBack(row);
  return useWrite({
    workspace: slug,
    send: (written: Written, key): Promise<Schema<"CascadedOut">> =>
      unwrap(
        api.POST("/api/w/{workspace}/key-results/{key_result}/cascade", {
          params: { path: { workspace: slug, key_result: row.id } },
          body: { ...written, weight: written.weight ?? 1, convert: row.kind !== "objectives" },
          headers: writeHeaders(key),
        }),
      ),
    changed: ({ objective }) => [{ kind: "goals.objective_created", subject: "objective", id: objective.id }, { kind: "goals.key_result_cascaded", subject: "key_result", id: row.id }],
    said: ({ objective }) => ({ text: handedDown(objective), undo: () => back(objective.id) }),
    failed: (problem) => {
      failed(problem);
      return true;
    },
  });
}

function handedDown({ title, state, team, owner }: ObjectiveOut): string {
  const values = { title: narrow(title), who: team?.name ?? owner?.name ?? "" };
  return state === "draft"
    ? i18n._({ id: "goals.cascade.drafted", message: "Handed down: ‘{title}’ is a draft until {who} makes it active", values })
    : i18n._({ id: "goals.cascade.made", message: "Handed down: ‘{title}’ is an objective of {who}", values });
}

/** The objective goes, and the key result has its own number again. Whoever looks at the objective is led back first. */
function useTakeBack({ id: keyResult }: KeyResultOut): (objective: string) => void {
  const { slug } = useWorkspace();
  const router = useRouter();
  const { run } = useWrite({
    workspace: slug,
    send: (objective: string, key) => unwrap(api.DELETE("/api/w/{workspace}/objectives/{objective}", { params: { path: { workspace: slug, objective } }, headers: writeHeaders(key) })),
    changed: (_, objective) => [{ kind: "goals.objective_deleted", subject: "objective", id: objective }, { kind: "goals.key_result_changed", subject: "key_result", id: keyResult }],
  });
  return (objective) => {
    const looksAtIt = router.state.location.pathname.endsWith(`/objectives/${objective}`);
    const away = looksAtIt ? router.navigate({ to: "/w/$workspace/key-results/$keyResult", params: { workspace: slug, keyResult } }) : Promise.resolve();
    void away.then(() => run(objective));
  };
}
