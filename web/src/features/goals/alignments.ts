import { useWrite } from "@/api/mutations";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { useWorkspace } from "@/widgets/workspace";

type Alignment = Schema<"AlignmentOut">;

/** What an objective is to serve: an objective (contributes, supports), or a key result, whose cascade it then is. */
export interface Above {
  objective_id: string | null;
  key_result_id: string | null;
  kind: "cascade" | "contributes" | "supports";
  weight: number;
}

/** What one has to know of a key result before something is hung under it. */
export type Linked = Pick<Schema<"KeyResultOut">, "label" | "kind" | "objective" | "values" | "work" | "can">;

/** It has no number of its own yet, so that taking it from objectives below loses nothing. */
export const mayConvert = ({ kind, values, work, can }: Linked): boolean => kind !== "objectives" && can.cascade && values === 0 && work.leaves === 0;

/** One link as both of its pages show it: `child` serves `above`. Above is null where one may not see it. */
export interface LinkRow {
  id: string;
  child: string;
  above: Omit<Above, "kind" | "weight"> | null;
  kind: Above["kind"];
  weight: number;
  version: number;
}

interface Aligned {
  child: string;
  above: Above;
  /** The key result above counts objectives from then on. */
  convert?: boolean;
}

async function send(slug: string, { child, above, convert = false }: Aligned, key: string): Promise<void> {
  const headers = writeHeaders(key);
  if (convert && above.key_result_id !== null) {
    const params = { path: { workspace: slug, key_result: above.key_result_id } };
    await unwrap(api.POST("/api/w/{workspace}/key-results/{key_result}/cascade", { params, body: { objective_id: child, weight: above.weight, convert }, headers }));
    return;
  }
  await unwrap(api.POST("/api/w/{workspace}/objectives/{objective}/parents", { params: { path: { workspace: slug, objective: child } }, body: above, headers }));
}

const changed = (child: string) => [{ kind: "goals.alignment_changed", subject: "objective", id: child }];

export function useAlign(failed?: (problem: ApiProblem) => void) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (link: Aligned, key) => send(slug, link, key),
    changed: (_, { child }) => changed(child),
    failed: (problem) => {
      failed?.(problem);
      return failed !== undefined;
    },
  });
}

interface Weighed {
  link: LinkRow;
  weight: number;
  kind: Above["kind"];
}

export function useWeigh(failed?: (problem: ApiProblem) => void) {
  const { slug } = useWorkspace();
  const back = useRawWeigh(slug);
  return useWrite({
    workspace: slug,
    send: (weighed: Weighed, key) => weigh(slug, weighed, key),
    changed: (_, { link }) => changed(link.child),
    said: (answer, { link }) => ({
      text: i18n._({ id: "goals.saved", message: "Saved" }),
      undo: () => back.run({ link: { ...link, version: answer.version }, weight: link.weight, kind: link.kind }),
    }),
    failed: (problem) => {
      failed?.(problem);
      return failed !== undefined;
    },
  });
}

function useRawWeigh(slug: string) {
  return useWrite({ workspace: slug, send: (weighed: Weighed, key) => weigh(slug, weighed, key), changed: (_, { link }) => changed(link.child) });
}

function weigh(slug: string, { link, weight, kind }: Weighed, key: string): Promise<Alignment> {
  const body = { weight, ...(kind === "cascade" ? {} : { kind }) };
  return unwrap(api.PATCH("/api/w/{workspace}/alignments/{alignment}", { params: { path: { workspace: slug, alignment: link.id } }, body, headers: writeHeaders(key, link.version) }));
}

/** The two ends stay; undo links them again. */
export function useUnalign() {
  const { slug } = useWorkspace();
  const again = useAlign();
  return useWrite({
    workspace: slug,
    send: (link: LinkRow, key) =>
      unwrap(api.DELETE("/api/w/{workspace}/alignments/{alignment}", { params: { path: { workspace: slug, alignment: link.id } }, headers: writeHeaders(key) })),
    changed: (_, link) => changed(link.child),
    said: (_, { child, above, kind, weight }) => ({
      text: i18n._({ id: "goals.link.removed", message: "Link removed" }),
      undo: above === null ? undefined : () => again.run({ child, above: { ...above, kind, weight } }),
    }),
  });
}
