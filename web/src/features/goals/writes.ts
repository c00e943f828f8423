import { useWrite } from "@/api/mutations";
import { api, unwrap, writeHeaders } from "@/api/client";
import { i18n } from "@/i18n/i18n";
import { useWorkspace } from "@/widgets/workspace";
import type { ApiProblem } from "@/lib/problem";
import { changesOf, type ObjectiveWords, wordsOf } from "./edits";
import type { ObjectiveOut } from "./queries";

const changed = (kind: string) => (row: ObjectiveOut) => [{ kind, subject: "objective", id: row.id, version: row.version }];
const at = (workspace: string, objective: string) => ({ path: { workspace, objective } });

interface Edit {
  id: string;
  version: number;
  changes: Partial<ObjectiveWords>;
  reason?: string;
}

function usePatch(slug: string) {
  return useWrite({
    workspace: slug,
    send: (edit: Edit, key) => patch(slug, edit, key),
    changed: changed("goals.objective_changed"),
  });
}

function patch(slug: string, { id, version, changes: { cycle_id, ...changes }, reason = "" }: Edit, key: string): Promise<ObjectiveOut> {
  const body = { ...changes, ...(cycle_id ? { cycle_id } : {}), reason };
  return unwrap(api.PATCH("/api/w/{workspace}/objectives/{objective}", { params: at(slug, id), body, headers: writeHeaders(key, version) }));
}

/** `before`: as it was when the edit began; undo writes those values back. */
export function useEditObjective(failed: (problem: ApiProblem) => void) {
  const { slug } = useWorkspace();
  const back = usePatch(slug);
  return useWrite({
    workspace: slug,
    send: (edit: Edit & { before: ObjectiveOut }, key) => patch(slug, edit, key),
    changed: changed("goals.objective_changed"),
    said: (row, { before, changes, reason }) => {
      const old = changesOf(wordsOf(row), wordsOf(before));
      const ours = Object.fromEntries(Object.entries(old).filter(([name]) => name in changes));
      return { text: i18n._({ id: "goals.saved", message: "Saved" }), undo: () => back.run({ id: row.id, version: row.version, changes: ours, reason: reason && i18n._({ id: "goals.undone", message: "Undone: {reason}", values: { reason } }) }) };
    },
    failed: (problem) => {
      failed(problem);
      return true;
    },
  });
}

export function useActivate() {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (id: string, key): Promise<ObjectiveOut> =>
      unwrap(api.POST("/api/w/{workspace}/objectives/{objective}/activation", { params: at(slug, id), headers: writeHeaders(key) })),
    changed: changed("goals.objective_activated"),
    said: () => ({ text: i18n._({ id: "goals.activated", message: "Active now, and counted" }) }),
  });
}

export function useRestore() {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (id: string, key): Promise<ObjectiveOut> =>
      unwrap(api.DELETE("/api/w/{workspace}/objectives/{objective}/drop", { params: at(slug, id), headers: writeHeaders(key) })),
    changed: changed("goals.objective_restored"),
    said: () => ({ text: i18n._({ id: "goals.restored", message: "Taken up again" }) }),
  });
}

export function useDrop() {
  const { slug } = useWorkspace();
  const restore = useRestore();
  return useWrite({
    workspace: slug,
    send: ({ id, reason }: { id: string; reason: string }, key): Promise<ObjectiveOut> =>
      unwrap(api.POST("/api/w/{workspace}/objectives/{objective}/drop", { params: at(slug, id), body: { reason }, headers: writeHeaders(key) })),
    changed: changed("goals.objective_dropped"),
    said: (row) => ({ text: i18n._({ id: "goals.droppedToast", message: "Dropped" }), undo: () => restore.run(row.id) }),
  });
}
