import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useWrite } from "@/api/mutations";
import { api, unwrap, writeHeaders } from "@/api/client";
import { i18n } from "@/i18n/i18n";
import { asProblem } from "@/lib/problem";
import { useWorkspace } from "@/widgets/workspace";
import { type TaskDetail, type TaskFull, taskQuery } from "../queries";

type Field = "title" | "description";

/** What somebody else wrote in the meantime. */
export interface Conflict {
  theirs: string;
  version: number;
}

/**
 * Editing a text of a task. It is sent with the version at which one began: when somebody else changed the same text since,
 * what was typed stays and theirs is shown beside it; a change of anything else does not stand in the way.
 */
export function useTextEdit(task: TaskDetail, field: Field) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const [typed, setTyped] = useState<string | null>(null);
  const [base, setBase] = useState({ text: task[field], version: task.version });
  const [conflict, setConflict] = useState<Conflict | null>(null);

  const write = useWrite({
    workspace: slug,
    send: async ({ text, version }: { text: string; version: number; from: string }, key): Promise<TaskFull> => {
      const patch = (at: number, name: string) =>
        unwrap(api.PATCH("/api/w/{workspace}/tasks/{task}", { params: { path: { workspace: slug, task: task.id } }, body: { [field]: text }, headers: writeHeaders(name, at) }));
      try {
        return await patch(version, key);
      } catch (thrown) {
        const now = asProblem(thrown).current as TaskFull | null;
        // another field was changed: this one is as it was when one began
        if (now && now[field] === base.text) return patch(now.version, `${key}-again`);
        throw thrown;
      }
    },
    changed: (row) => [{ kind: "work.task_edited", subject: "task", id: row.id, version: row.version }],
    said: (row, { text, from }) => ({
      text: i18n._({ id: "work.text.saved", message: "{label} is saved", values: { label: row.label } }),
      undo: () => write.run({ text: from, version: row.version, from: text }),
    }),
    failed: (problem, { text }) => {
      const now = problem.current as TaskFull | null;
      setTyped(text);
      if (problem.status !== 412 || !now) return false;
      setConflict({ theirs: now[field], version: now.version });
      client.setQueryData(taskQuery(slug, task.id).queryKey, (before) => before && { ...before, ...now });
      return true;
    },
  });

  const stop = () => {
    setTyped(null);
    setConflict(null);
  };
  return {
    typed,
    conflict,
    busy: write.isPending,
    begin: () => {
      setBase({ text: task[field], version: task.version });
      setTyped(task[field]);
    },
    type: setTyped,
    stop,
    save: () => {
      if (typed === null) return;
      if (typed === base.text && !conflict) return stop();
      const version = conflict?.version ?? base.version;
      write.ask({ text: typed, version, from: conflict?.theirs ?? base.text }).then(stop, () => undefined);
    },
  };
}
