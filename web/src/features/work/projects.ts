import { useQueryClient } from "@tanstack/react-query";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { useWrite, versionOf } from "@/api/mutations";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { useWorkspace } from "@/widgets/workspace";
import type { ProjectDetail, ProjectOut } from "./queries";

const changed = (kind: string) => (row: ProjectOut) => [{ kind, subject: "project", id: row.id, version: row.version }];
const at = (workspace: string, project: string) => ({ path: { workspace, project } });

interface Archiving {
  project: ProjectOut;
  archived: boolean;
  undone?: boolean;
}

/** Puts a project aside, or takes it back. */
export function useArchive() {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const write = useWrite({
    workspace: slug,
    send: ({ project, archived }: Archiving, key): Promise<ProjectDetail> => {
      const given = { params: at(slug, project.id), headers: writeHeaders(key, versionOf(client, slug, project.id) ?? project.version) };
      return unwrap(archived ? api.PUT("/api/w/{workspace}/projects/{project}/archive", given) : api.DELETE("/api/w/{workspace}/projects/{project}/archive", given));
    },
    changed: changed("work.project_archived"),
    said: (row, { project, archived, undone }) =>
      undone
        ? null
        : {
            text: archived
              ? i18n._({ id: "work.project.archived", message: "‘{title}’ is in the archive", values: { title: row.title } })
              : i18n._({ id: "work.project.restored", message: "‘{title}’ is back", values: { title: row.title } }),
            undo: () => write.run({ project, archived: !archived, undone: true }),
          },
  });
  return write;
}

/** Makes a project, or changes one; what is wrong is shown on the form. */
export function useKeepProject(failed: (problem: ApiProblem) => void) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  return useWrite({
    workspace: slug,
    send: ({ id, body }: { id: string | null; body: Schema<"ProjectIn"> }, key): Promise<ProjectDetail> =>
      id === null
        ? unwrap(api.POST("/api/w/{workspace}/projects", { params: { path: { workspace: slug } }, body, headers: writeHeaders(key) }))
        : unwrap(api.PATCH("/api/w/{workspace}/projects/{project}", { params: at(slug, id), body, headers: writeHeaders(key, versionOf(client, slug, id)) })),
    changed: changed("work.project_edited"),
    failed: (problem) => {
      failed(problem);
      return true;
    },
  });
}

type StatusStep =
  | { do: "add"; body: Schema<"StatusIn"> }
  | { do: "edit"; status: string; body: Schema<"StatusPatch"> }
  | { do: "remove"; status: string; replacement?: string };

/** One step of the statuses editor; the answer is the whole project. */
export function useStatusStep(project: string) {
  const { slug } = useWorkspace();
  return useWrite({
    workspace: slug,
    send: (step: StatusStep, key): Promise<ProjectDetail> => {
      const headers = writeHeaders(key);
      if (step.do === "add") return unwrap(api.POST("/api/w/{workspace}/projects/{project}/statuses", { params: at(slug, project), body: step.body, headers }));
      const path = { workspace: slug, status: step.status };
      if (step.do === "edit") return unwrap(api.PATCH("/api/w/{workspace}/statuses/{status}", { params: { path }, body: step.body, headers }));
      return unwrap(api.DELETE("/api/w/{workspace}/statuses/{status}", { params: { path, query: { replacement: step.replacement } }, headers }));
    },
    changed: changed("work.status_edited"),
  });
}
