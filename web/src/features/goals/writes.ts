import { useWrite } from "@/api/mutations";
import { api, unwrap, writeHeaders } from "@/api/client";
import { i18n } from "@/i18n/i18n";
import { useWorkspace } from "@/widgets/workspace";
import type { ObjectiveOut } from "./queries";

const changed = (kind: string) => (row: ObjectiveOut) => [{ kind, subject: "objective", id: row.id, version: row.version }];
const at = (workspace: string, objective: string) => ({ path: { workspace, objective } });

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
