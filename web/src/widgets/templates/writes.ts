import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { useWrite } from "@/api/mutations";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { useSlug } from "../workspace";
import type { Template } from "./queries";

type Given = Schema<"TemplateIn">;

const changed = (kind: string) => (row: Template) => [{ kind, subject: "template", id: row.id, version: row.version }];
const at = (workspace: string, template: string) => ({ path: { workspace, template } });

/** Makes a template, or changes the one that is named. */
export function useSaveTemplate(failed: (problem: ApiProblem) => void) {
  const slug = useSlug();
  return useWrite({
    workspace: slug,
    send: ({ of, given }: { of: { id: string; version: number } | null; given: Given }, key): Promise<Template> =>
      of
        ? unwrap(api.PATCH("/api/w/{workspace}/writing/templates/{template}", { params: at(slug, of.id), body: given, headers: writeHeaders(key, of.version) }))
        : unwrap(api.POST("/api/w/{workspace}/writing/templates", { params: { path: { workspace: slug } }, body: given, headers: writeHeaders(key) })),
    changed: changed("writing.template_changed"),
    said: (_, { of }) => ({ text: of ? i18n._({ id: "goals.saved", message: "Saved" }) : i18n._({ id: "library.made", message: "In the library of your workspace now" }) }),
    failed: (problem) => {
      failed(problem);
      return true;
    },
  });
}

/** Takes it out of the library, with a way back. */
export function useRemoveTemplate(removed: () => void) {
  const slug = useSlug();
  const restore = useWrite({
    workspace: slug,
    send: (id: string, key): Promise<Template> => unwrap(api.POST("/api/w/{workspace}/writing/templates/{template}/restoration", { params: at(slug, id), headers: writeHeaders(key) })),
    changed: changed("writing.template_restored"),
  });
  return useWrite({
    workspace: slug,
    send: async (id: string, key) => {
      await unwrap(api.DELETE("/api/w/{workspace}/writing/templates/{template}", { params: at(slug, id), headers: writeHeaders(key) }));
      removed();
      return null;
    },
    changed: (_, id) => [{ kind: "writing.template_removed", subject: "template", id }],
    said: (_, id) => ({ text: i18n._({ id: "library.removed", message: "Taken out of the library" }), undo: () => restore.run(id) }),
  });
}
