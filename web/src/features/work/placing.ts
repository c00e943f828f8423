import type { InfiniteData } from "@tanstack/react-query";
import { useQueryClient } from "@tanstack/react-query";
import { api, unwrap, writeHeaders } from "@/api/client";
import { useWrite, versionOf } from "@/api/mutations";
import { i18n } from "@/i18n/i18n";
import type { GridOrder } from "@/ui/grid/types";
import { useWorkspace } from "@/widgets/workspace";
import { carriedTo, droppedAt, type Hanging, type Place, placed, placeIn } from "./order";
import { tableKey, type TaskFull, type TaskOut } from "./queries";

interface Placing {
  task: TaskOut;
  to: Place;
  /** Where it came from; left out when this is the way back. */
  from?: Place;
}

/** Puts a task elsewhere in the tree of its project, with all below it: painted at once, with a way back. */
export function usePlaceTask(project: string): (placing: Placing) => void {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const write = useWrite({
    workspace: slug,
    send: ({ task, to }: Placing, key): Promise<TaskFull> =>
      unwrap(
        api.POST("/api/w/{workspace}/tasks/{task}/relocation", {
          params: { path: { workspace: slug, task: task.id } },
          body: to.parent_id === null ? { project_id: project, before: to.before } : { parent_id: to.parent_id, before: to.before },
          headers: writeHeaders(key, versionOf(client, slug, task.id)),
        }),
      ),
    paint: ({ task, to }) => [{ under: tableKey(slug, project), edit: (data) => withPlaces(data as Pages, task.id, to) }],
    changed: (row) => [{ kind: "work.task_relocated", subject: "task", id: row.id, version: row.version }],
    said: (row, { task, from }) =>
      from ? { text: i18n._({ id: "work.placed", message: "{label} is moved", values: { label: row.label } }), undo: () => write.run({ task, to: from }) } : null,
  });
  return write.run;
}

/** What the table does when a row is dropped or carried. */
export function useTaskOrder(project: string, rows: readonly TaskOut[]): GridOrder<TaskOut> {
  const place = usePlaceTask(project);
  const go = (task: TaskOut, to: Place | null) => {
    const from = placeIn(rows, task.id);
    if (to && from) place({ task, to, from });
  };
  return {
    put: (task, beside, put) => go(task, droppedAt(rows, task.id, { id: beside.id, put })),
    carry: (task, key) => go(task, carriedTo(rows, task.id, key)),
  };
}

type Pages = InfiniteData<{ items: (TaskOut & Hanging)[] }>;

/** The pages keep their lengths; only what stands in them moves on. */
function withPlaces(data: Pages, id: string, to: Place): Pages {
  const rows = placed(data.pages.flatMap((page) => page.items), id, to);
  let from = 0;
  const pages = data.pages.map((page) => {
    const items = rows.slice(from, from + page.items.length);
    from += page.items.length;
    return { ...page, items };
  });
  return { ...data, pages };
}
