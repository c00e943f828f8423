import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { useWrite } from "@/api/mutations";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { useWorkspace } from "@/widgets/workspace";

export type Dependencies = Schema<"Dependencies">;
export type TiedTask = Schema<"TiedTask">;

/** `blocked` waits for `blocker`; both by id, with the words people know them by. */
export interface Tie {
  blocked: { id: string; label: string };
  blocker: { id: string; label: string };
  /** The way back of a toast: it says nothing again. */
  undone?: boolean;
}

const at = (workspace: string, { blocked, blocker }: Tie) => ({ path: { workspace, task: blocked.id, blocker: blocker.id } });
const changed = (kind: string) => (_: Dependencies, { blocked, blocker }: Tie) => [blocked, blocker].map(({ id }) => ({ kind, subject: "task", id }));

/** Lets one task wait for another; a refusal, such as a circle, goes to the form. */
export function useTie(failed?: (problem: ApiProblem) => void) {
  const { slug: workspace } = useWorkspace();
  const untie = useRawUntie(workspace);
  return useWrite({
    workspace,
    send: (tie: Tie, key) => unwrap(api.PUT("/api/w/{workspace}/tasks/{task}/blockers/{blocker}", { params: at(workspace, tie), headers: writeHeaders(key) })),
    changed: changed("work.dependency_added"),
    said: (_, tie) =>
      tie.undone
        ? null
        : { text: i18n._({ id: "work.tied", message: "{blocked} waits for {blocker}", values: { blocked: tie.blocked.label, blocker: tie.blocker.label } }), undo: () => untie.run(tie) },
    failed: (problem) => {
      failed?.(problem);
      return failed !== undefined;
    },
  });
}

/** A task waits for another one no more; undo ties them again. */
export function useUntie() {
  const { slug: workspace } = useWorkspace();
  const again = useTie();
  return useWrite({
    workspace,
    send: (tie: Tie, key) => unwrap(api.DELETE("/api/w/{workspace}/tasks/{task}/blockers/{blocker}", { params: at(workspace, tie), headers: writeHeaders(key) })),
    changed: changed("work.dependency_removed"),
    said: (_, tie) => ({
      text: i18n._({ id: "work.untied", message: "{blocked} no longer waits for {blocker}", values: { blocked: tie.blocked.label, blocker: tie.blocker.label } }),
      undo: () => again.run({ ...tie, undone: true }),
    }),
  });
}

function useRawUntie(workspace: string) {
  return useWrite({
    workspace,
    send: (tie: Tie, key) => unwrap(api.DELETE("/api/w/{workspace}/tasks/{task}/blockers/{blocker}", { params: at(workspace, tie), headers: writeHeaders(key) })),
    changed: changed("work.dependency_removed"),
  });
}
