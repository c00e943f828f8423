import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap, writeHeaders } from "@/api/client";
import { useWrite, versionOf } from "@/api/mutations";
import { keyOf } from "@/api/cache";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { FormDialog } from "@/ui/Dialog";
import { SelectField } from "@/ui/fields/SelectField";
import { useWorkspace } from "@/widgets/workspace";
import { projectsQuery, type TaskDetail, type TaskFull } from "../queries";

const MOST = 500;

/** Another project, another parent, or the top of its project; its subtasks go along. */
export function RelocateForm({ task, close }: { task: TaskDetail; close: () => void }) {
  const { slug } = useWorkspace();
  const [project, setProject] = useState(task.project_id);
  const [parent, setParent] = useState<string | null>(task.parent_id);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const relocate = useRelocate(task, setProblem);
  const projects = useQuery(projectsQuery(slug)).data?.items.filter((one) => one.can.edit_tasks) ?? [];
  const parents = useParents(project).filter((one) => one.value !== task.id);
  const save = () => relocate.ask(parent ? { parent_id: parent, project_id: project } : { project_id: project }).then(close, () => undefined);
  return (
    <FormDialog
      title={i18n._({ id: "work.relocate.of", message: "Move {label} elsewhere", values: { label: task.label } })}
      close={close}
      submit={i18n._({ id: "work.relocate.do", message: "Move" })}
      onSubmit={() => void save()}
      busy={relocate.isPending}
    >
      <SelectField
        label={i18n._({ id: "work.project", message: "Project" })}
        options={projects.map((one) => ({ value: one.id, label: one.title, hint: one.team?.name }))}
        value={project}
        onChange={(id) => {
          setProject(id ?? task.project_id);
          setParent(null);
        }}
      />
      <SelectField
        label={i18n._({ id: "work.relocate.parent", message: "Part of which task?" })}
        placeholder={i18n._({ id: "work.relocate.top", message: "None: at the top of the project" })}
        clearable
        options={parents}
        value={parent}
        onChange={setParent}
        error={problem?.detail}
      />
    </FormDialog>
  );
}

function useParents(project: string) {
  const { slug } = useWorkspace();
  const query = useQuery({
    queryKey: keyOf(slug, "tasks", "parents", project),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/projects/{project}/tasks", { params: { path: { workspace: slug, project }, query: { limit: MOST, open_only: true } }, signal })),
  });
  return query.data?.items.map((one) => ({ value: one.id, label: one.title, hint: one.label })) ?? [];
}

function useRelocate(task: TaskDetail, failed: (problem: ApiProblem) => void) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const write = useWrite({
    workspace: slug,
    send: (body: { project_id: string; parent_id?: string | null }, key): Promise<TaskFull> =>
      unwrap(api.POST("/api/w/{workspace}/tasks/{task}/relocation", { params: { path: { workspace: slug, task: task.id } }, body, headers: writeHeaders(key, versionOf(client, slug, task.id)) })),
    changed: (row) => [{ kind: "work.task_relocated", subject: "task", id: row.id, version: row.version }],
    said: (row) => ({
      text: i18n._({ id: "work.relocated", message: "{label} is moved", values: { label: row.label } }),
      undo: () => write.run({ project_id: task.project_id, parent_id: task.parent_id }),
    }),
    failed: (problem) => {
      failed(problem);
      return true;
    },
  });
  return write;
}
