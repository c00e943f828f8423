import { queryOptions } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { useWrite } from "@/api/mutations";
import { useFormatLocale } from "@/i18n/i18n";
import { movedSentence } from "@/widgets/tasks/moved";
import { useWorkspace } from "@/widgets/workspace";

export type MyWeek = Schema<"MyWeek">;
export type TaskLine = Schema<"TaskLine">;

export const myWeekQuery = (slug: string) =>
  queryOptions({
    queryKey: keyOf(slug, "my-week"),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/my-week", { params: { path: { workspace: slug } }, signal })),
  });

type Task = Pick<TaskLine["task"], "id" | "title" | "version">;

/** Closes a task of mine, or opens it again; the line goes from the list at once. */
export function useClose() {
  const { slug } = useWorkspace();
  const locale = useFormatLocale();
  const reopen = useWrite({
    workspace: slug,
    send: (task: Task, key) => unwrap(api.DELETE("/api/w/{workspace}/tasks/{task}/closure", { params: { path: { workspace: slug, task: task.id } }, headers: writeHeaders(key, task.version) })),
    changed: (row) => [{ kind: "work.task_reopened", subject: "task", id: row.id, version: row.version }],
  });
  return useWrite({
    workspace: slug,
    send: (task: Task, key) => unwrap(api.POST("/api/w/{workspace}/tasks/{task}/closure", { params: { path: { workspace: slug, task: task.id } }, headers: writeHeaders(key, task.version) })),
    paint: (task) => [{ under: keyOf(slug, "my-week"), edit: (data) => without(data as MyWeek, task.id) }],
    changed: (row) => [{ kind: "work.task_closed", subject: "task", id: row.id, version: row.version }],
    said: (row) => ({ text: movedSentence(row, locale), undo: () => reopen.run(row) }),
  });
}

const without = (week: MyWeek, task: string): MyWeek => ({ ...week, tasks: week.tasks.filter((line) => line.task.id !== task) });
