import { useQueryClient } from "@tanstack/react-query";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { useWrite, versionOf } from "@/api/mutations";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { useWorkspace } from "@/widgets/workspace";
import type { Import } from "./queries";

const changed = (what: string) => (row: Import) => [{ kind: `integrations.import_${what}`, subject: "import", id: row.id, version: row.version }];
/** A short import is carried out, or taken back, before the answer comes: refresh at once, not when the stream tells. */
const made = ["goals.made_in_bulk", "work.made_in_bulk", "organisation.people_added"].map((kind) => ({ kind, subject: "workspace", id: "" }));
const removed = ["goals.removed_in_bulk", "work.removed_in_bulk", "organisation.member_removed"].map((kind) => ({ kind, subject: "workspace", id: "" }));
const one = (workspace: string, id: string) => ({ path: { workspace, import_id: id } });

export function useUpload(failed: (problem: ApiProblem) => boolean) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (file: File, key): Promise<Import> =>
      unwrap(
        api.POST("/api/w/{workspace}/imports", {
          params: { path: { workspace: slug }, query: { file_name: file.name } },
          // the file goes as it is; the API's description knows no body for it
          body: file as never,
          bodySerializer: (body) => body as unknown as Blob,
          headers: { ...writeHeaders(key), "Content-Type": "application/octet-stream" },
        }),
      ),
    changed: changed("uploaded"),
    failed,
  });
}

/** Another kind, mapping or answers. The server reads the file again where it must. */
export function useChangeImport() {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  return useWrite({
    workspace: slug,
    send: ({ id, ...body }: { id: string } & Schema<"ImportPatch">, key): Promise<Import> =>
      unwrap(
        api.PATCH("/api/w/{workspace}/imports/{import_id}", { params: one(slug, id), body, headers: writeHeaders(key, versionOf(client, slug, id)) }),
      ),
    paint: ({ id, answers, mapping }) => [{ under: [slug, "imports", "one", id], row: id, fields: { ...(answers && { answers }), ...(mapping && Object.keys(mapping).length > 0 && { mapping }) } }],
    changed: changed("changed"),
  });
}

export function useCommit() {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  return useWrite({
    workspace: slug,
    send: (id: string, key): Promise<Import> =>
      unwrap(api.POST("/api/w/{workspace}/imports/{import_id}/commit", { params: one(slug, id), headers: writeHeaders(key, versionOf(client, slug, id)) })),
    changed: (row) => [...changed(row.state === "done" ? "completed" : "committing")(row), ...(row.state === "done" ? made : [])],
  });
}

export function useUndoImport() {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  return useWrite({
    workspace: slug,
    send: (id: string, key): Promise<Import> =>
      unwrap(api.POST("/api/w/{workspace}/imports/{import_id}/undo", { params: one(slug, id), headers: writeHeaders(key, versionOf(client, slug, id)) })),
    changed: (row) => [...changed(row.state === "undone" ? "undone" : "undoing")(row), ...(row.state === "undone" ? removed : [])],
  });
}

export function useForget() {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (id: string, key) => unwrap(api.DELETE("/api/w/{workspace}/imports/{import_id}", { params: one(slug, id), headers: writeHeaders(key) })),
    changed: (_, id) => [{ kind: "integrations.import_deleted", subject: "import", id }],
    said: () => ({ text: i18n._({ id: "imports.forgotten", message: "The file is forgotten" }) }),
  });
}
