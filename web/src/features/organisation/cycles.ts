import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { useWrite } from "@/api/mutations";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import type { Cycle } from "@/widgets/goals/queries";
import { useWorkspace } from "@/widgets/workspace";

const changed = (what: string) => (row: Cycle) => [{ kind: `goals.cycle_${what}`, subject: "cycle", id: row.id, version: row.version }];
const one = (workspace: string, cycle: string) => ({ path: { workspace, cycle } });

export function useCreateCycle(failed: (problem: ApiProblem) => boolean) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (body: Schema<"CycleIn">, key): Promise<Cycle> =>
      unwrap(api.POST("/api/w/{workspace}/cycles", { params: { path: { workspace: slug } }, body, headers: writeHeaders(key) })),
    changed: changed("created"),
    failed,
  });
}

export function useCreateYear() {
  const { slug, workspace } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (year: number, key) =>
      unwrap(api.POST("/api/w/{workspace}/cycles/years", { params: { path: { workspace: slug } }, body: { year }, headers: writeHeaders(key) })),
    changed: () => [{ kind: "goals.cycle_created", subject: "workspace", id: workspace.id }],
    said: (_, year) => ({ text: i18n._({ id: "settings.cycles.yearAdded", message: "{year} and its quarters are there", values: { year: String(year) } }) }),
  });
}

export function useReopenCycle() {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: ({ id, reason }: { id: string; reason: string }, key): Promise<Cycle> =>
      unwrap(api.POST("/api/w/{workspace}/cycles/{cycle}/reopening", { params: one(slug, id), body: { reason }, headers: writeHeaders(key) })),
    changed: changed("reopened"),
    said: (row) => ({ text: i18n._({ id: "settings.cycles.reopened", message: "{name} is open again", values: { name: row.name } }) }),
  });
}

export function useCloseCycle() {
  const { slug } = useWorkspace();
  const reopen = useReopenCycle();
  return useWrite({
    workspace: slug,
    send: (id: string, key): Promise<Cycle> =>
      unwrap(api.POST("/api/w/{workspace}/cycles/{cycle}/closure", { params: one(slug, id), headers: writeHeaders(key) })),
    changed: changed("closed"),
    said: (row) => ({
      text: i18n._({ id: "settings.cycles.closed", message: "{name} is closed: its goals stay as they are", values: { name: row.name } }),
      undo: () => reopen.run({ id: row.id, reason: i18n._({ id: "settings.cycles.closedInError", message: "Closed in error" }) }),
    }),
  });
}

export function useDeleteCycle() {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (id: string, key) => unwrap(api.DELETE("/api/w/{workspace}/cycles/{cycle}", { params: one(slug, id), headers: writeHeaders(key) })),
    changed: (_, id) => [{ kind: "goals.cycle_deleted", subject: "cycle", id }],
    said: () => ({ text: i18n._({ id: "settings.cycles.deleted", message: "The cycle is gone" }) }),
  });
}
