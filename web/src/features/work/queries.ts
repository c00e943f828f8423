import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap } from "@/api/client";
import { asQuery, type ProjectFilters, type TaskFilters } from "./rules";

export type ProjectOut = Schema<"ProjectOut">;
export type ProjectDetail = Schema<"ProjectDetail">;
export type TaskOut = Schema<"TaskOut">;
/** Painted as gone while the answer is on its way. */
export const isGone = (task: TaskOut & { gone?: true }): boolean => task.gone === true;
/** A task of which one knows everything but what it serves and how deep it stands: what writes answer with. */
export type TaskFacet = Omit<TaskOut, "serves" | "depth" | "blocked_by">;
export type TaskFull = Schema<"TaskFull">;
export type TaskDetail = Schema<"TaskDetail">;
export type BoardOut = Schema<"Board">;
export type StatusRow = Schema<"StatusRow">;
export type ServedOut = Schema<"ServedOut">;

const MOST = 500;
/** The first page is drawn while the others come: as many rows as a large screen shows. */
const FIRST = 100;
const CARDS = 200;

export const projectsQuery = (slug: string, { team, member, state, q, archived }: ProjectFilters = {}) =>
  queryOptions({
    queryKey: keyOf(slug, "projects", { team, member, state, q, archived }),
    queryFn: async ({ signal }) => {
      const items: ProjectOut[] = [];
      let cursor: string | undefined;
      do {
        const query = { team, member, state: state && [state], q, archived, limit: MOST, cursor };
        const page = await unwrap(api.GET("/api/w/{workspace}/projects", { params: { path: { workspace: slug }, query }, signal }));
        items.push(...page.items);
        cursor = page.next ?? undefined;
      } while (cursor);
      return { items };
    },
  });

export const projectQuery = (slug: string, id: string) =>
  queryOptions({
    queryKey: keyOf(slug, "project", id),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/projects/{project}", { params: { path: { workspace: slug, project: id } }, signal })),
  });

export const boardKey = (slug: string, project: string) => keyOf(slug, "tasks", "board", project);

export const boardQuery = (slug: string, project: string, { assignee, label, q, subtasks }: TaskFilters) =>
  queryOptions({
    queryKey: [...boardKey(slug, project), { assignee, label, q, subtasks }],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      const query = { assignee: assignee ? [assignee] : undefined, label: label ? [label] : undefined, q, subtasks, cards: CARDS };
      return unwrap(api.GET("/api/w/{workspace}/projects/{project}/board", { params: { path: { workspace: slug, project }, query }, signal }));
    },
  });

export const tableKey = (slug: string, project: string) => keyOf(slug, "tasks", "table", project);

/** Page by page: the first one is drawn while the others come. */
export const tableQuery = (slug: string, project: string, { filters, today }: { filters: TaskFilters; today: string }) =>
  infiniteQueryOptions({
    queryKey: [...tableKey(slug, project), asQuery(filters, today)],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: { next?: string | null }) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET("/api/w/{workspace}/projects/{project}/tasks", {
          params: { path: { workspace: slug, project }, query: { ...asQuery(filters, today), limit: pageParam ? MOST : FIRST, cursor: pageParam } },
          signal,
        }),
      ),
  });

export const myTasksQuery = (slug: string, member: string) =>
  queryOptions({
    queryKey: keyOf(slug, "tasks", "mine", member),
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/w/{workspace}/members/{member}/tasks", { params: { path: { workspace: slug, member }, query: { limit: MOST } }, signal })),
  });

export const taskQuery = (slug: string, id: string) =>
  queryOptions({
    queryKey: keyOf(slug, "task", id),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/tasks/{task}", { params: { path: { workspace: slug, task: id } }, signal })),
  });
