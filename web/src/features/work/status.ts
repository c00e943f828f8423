import { useQueryClient } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, unwrap, writeHeaders } from "@/api/client";
import { useWrite, versionOf } from "@/api/mutations";
import { useFormatLocale } from "@/i18n/i18n";
import { useWorkspace } from "@/widgets/workspace";
import { movedSentence } from "@/widgets/tasks/moved";
import type { BoardOut, StatusRow, TaskFacet, TaskFull } from "./queries";
import { isClosed } from "@/widgets/tasks/due";
import { withMove } from "./rules";

interface StatusMove {
  task: TaskFacet & { statuses: StatusRow[] };
  status: StatusRow;
  undone?: boolean;
}

/** Another status from outside of the board: the card keeps its rank; boards and tables show it at once. */
export function useStatusMove() {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const locale = useFormatLocale();
  const write = useWrite({
    workspace: slug,
    send: ({ task, status }: StatusMove, key): Promise<TaskFull> =>
      unwrap(
        api.POST("/api/w/{workspace}/tasks/{task}/move", {
          params: { path: { workspace: slug, task: task.id } },
          body: { status_id: status.id },
          headers: writeHeaders(key, versionOf(client, slug, task.id)),
        }),
      ),
    paint: ({ task, status }) => [
      { under: keyOf(slug, "tasks", "board", task.project_id), edit: (board) => withMove(board as BoardOut, task.id, { column: status.id, before: null }) },
      ...["tasks", "task"].map((noun) => ({ under: keyOf(slug, noun), row: task.id, fields: { status_id: status.id, status_type: status.type } })),
    ],
    changed: (row) => [{ kind: "work.task_moved", subject: "task", id: row.id, version: row.version }],
    said: (row, { task, undone }) => {
      const before = task.statuses.find((one) => one.id === task.status_id);
      if (undone || !before || row.status_type === before.type || !(isClosed(row.status_type) || isClosed(before.type))) return null;
      const undo = () => write.run({ task: { ...task, status_id: row.status_id }, status: before, undone: true });
      return { text: movedSentence(row, locale), undo };
    },
  });
  return write;
}
