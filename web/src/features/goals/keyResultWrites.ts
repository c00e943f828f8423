import { useWrite } from "@/api/mutations";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { useWorkspace } from "@/widgets/workspace";
import { asKeyResult, draftOf, type KeyResultDraft, keyResultChanges } from "./drafts";
import type { KeyResultOut } from "./queries";

const at = (workspace: string, key_result: string) => ({ path: { workspace, key_result } });
const changed = (kind: string) => (row: KeyResultOut) => [
  { kind, subject: "key_result", id: row.id, version: row.version },
  { kind, subject: "objective", id: row.objective.id },
];

interface Edit {
  id: string;
  version: number;
  changes: Schema<"KeyResultPatch">;
  reason: string;
  /** As it was when the edit began: undo writes these values back. */
  before: KeyResultOut;
}

export function useEditKeyResult(failed: (problem: ApiProblem) => void) {
  const { slug } = useWorkspace();
  const back = usePatch(slug);
  return useWrite({
    workspace: slug,
    send: ({ id, version, changes, reason }: Edit, key): Promise<KeyResultOut> =>
      unwrap(api.PATCH("/api/w/{workspace}/key-results/{key_result}", { params: at(slug, id), body: { ...changes, reason }, headers: writeHeaders(key, version) })),
    changed: changed("goals.key_result_changed"),
    said: (row, { before, changes, reason }) => {
      const old = keyResultChanges(draftOf(row), draftOf(before));
      const ours = Object.fromEntries(Object.entries(old).filter(([name]) => name in changes));
      return { text: i18n._({ id: "goals.saved", message: "Saved" }), undo: () => back.run({ id: row.id, version: row.version, changes: ours, reason: reason && i18n._({ id: "goals.undone", message: "Undone: {reason}", values: { reason } }) }) };
    },
    failed: (problem) => {
      failed(problem);
      return true;
    },
  });
}

function usePatch(slug: string) {
  return useWrite({
    workspace: slug,
    send: ({ id, version, changes, reason }: Omit<Edit, "before">, key): Promise<KeyResultOut> =>
      unwrap(api.PATCH("/api/w/{workspace}/key-results/{key_result}", { params: at(slug, id), body: { ...changes, reason }, headers: writeHeaders(key, version) })),
    changed: changed("goals.key_result_changed"),
  });
}

export function useAddKeyResult(objective: string, failed: (problem: ApiProblem) => void) {
  const { slug } = useWorkspace();
  const remove = useDeleteKeyResult(slug, objective);
  return useWrite({
    workspace: slug,
    send: (draft: KeyResultDraft, key): Promise<KeyResultOut> =>
      unwrap(
        api.POST("/api/w/{workspace}/objectives/{objective}/key-results", {
          params: { path: { workspace: slug, objective } },
          body: asKeyResult(draft),
          headers: writeHeaders(key),
        }),
      ),
    changed: changed("goals.key_result_created"),
    said: (row) => ({ text: i18n._({ id: "goals.keyResult.added", message: "Added {label}", values: { label: row.label } }), undo: () => remove.run(row.id) }),
    failed: (problem) => {
      failed(problem);
      return true;
    },
  });
}

function useDeleteKeyResult(slug: string, objective: string) {
  return useWrite({
    workspace: slug,
    send: (id: string, key) => unwrap(api.DELETE("/api/w/{workspace}/key-results/{key_result}", { params: at(slug, id), headers: writeHeaders(key) })),
    changed: () => [{ kind: "goals.key_result_deleted", subject: "objective", id: objective }],
  });
}

export function useRestoreKeyResult() {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (id: string, key): Promise<KeyResultOut> =>
      unwrap(api.DELETE("/api/w/{workspace}/key-results/{key_result}/drop", { params: at(slug, id), headers: writeHeaders(key) })),
    changed: changed("goals.key_result_restored"),
    said: () => ({ text: i18n._({ id: "goals.restored", message: "Taken up again" }) }),
  });
}

export function useDropKeyResult() {
  const { slug } = useWorkspace();
  const restore = useRestoreKeyResult();
  return useWrite({
    workspace: slug,
    send: ({ id, reason }: { id: string; reason: string }, key): Promise<KeyResultOut> =>
      unwrap(api.POST("/api/w/{workspace}/key-results/{key_result}/drop", { params: at(slug, id), body: { reason }, headers: writeHeaders(key) })),
    changed: changed("goals.key_result_dropped"),
    said: (row) => ({ text: i18n._({ id: "goals.droppedToast", message: "Dropped" }), undo: () => restore.run(row.id) }),
  });
}
