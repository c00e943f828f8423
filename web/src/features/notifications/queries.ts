import { keepPreviousData, queryOptions, useQueryClient } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { useWrite } from "@/api/mutations";
import { i18n } from "@/i18n/i18n";
import { useSlug } from "@/widgets/workspace";
import type { Show } from "./rules";

type Inbox = Schema<"InboxOut">;
export type InboxState = Schema<"InboxChange">["state"];

export const inboxQuery = (slug: string, show: Show) =>
  queryOptions({
    queryKey: keyOf(slug, "inbox", "list", show),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/inbox", { params: { path: { workspace: slug }, query: { show } }, signal })),
  });

export interface Sorting {
  group: string;
  ids: string[];
  state: InboxState;
  until?: string;
  /** From which list it goes. */
  from: Show;
  /** No toast: it is the undo itself, or only a mark. */
  quietly?: boolean;
}

/** Done, snooze, read, and back again: painted at once, with an undo. */
export function useSort() {
  const slug = useSlug();
  const client = useQueryClient();
  const sort = useWrite({
    workspace: slug,
    send: ({ ids, state, until }: Sorting, key) =>
      unwrap(api.POST("/api/w/{workspace}/inbox/changes", { params: { path: { workspace: slug } }, body: { ids, state, until: until ?? null }, headers: writeHeaders(key) })),
    paint: ({ group, state, from }) => [{ under: keyOf(slug, "inbox", "list", from), edit: (data) => (state === "read" ? asRead(data as Inbox, group) : without(data as Inbox, group)) }],
    changed: () => [{ kind: "notifications.changed", subject: "inbox", id: slug }],
    said: (_, { group, ids, state, from, quietly }) => {
      if (quietly || state === "read") return null;
      const back: InboxState = from === "done" ? "done" : "open";
      const undo = () => sort.run({ group, ids, state: back, from: state === "done" ? "done" : "open", quietly: true });
      return { text: words[state]?.() ?? "", ...(from === "open" && { undo }) };
    },
  });
  return { sort: sort.run, client };
}

const words: Partial<Record<InboxState, () => string>> = {
  done: () => i18n._({ id: "inbox.said.done", message: "Done." }),
  snoozed: () => i18n._({ id: "inbox.said.snoozed", message: "It comes back later." }),
  open: () => i18n._({ id: "inbox.said.open", message: "Back in the inbox." }),
};

function without(data: Inbox, group: string): Inbox {
  const items = data.items.filter((item) => item.id !== group);
  return items.length === data.items.length ? data : { ...data, items, unread: items.filter((item) => item.unread).length };
}

function asRead(data: Inbox, group: string): Inbox {
  const items = data.items.map((item) => (item.id === group && item.unread ? { ...item, unread: false, notices: item.notices.map((notice) => ({ ...notice, unread: false })) } : item));
  return { ...data, items, unread: items.filter((item) => item.unread).length };
}

/** Go on being reminded of something that was left unanswered three times; the question is done with. */
export function useGoOn() {
  const slug = useSlug();
  return useWrite({
    workspace: slug,
    send: async ({ subject, ritual }: { subject: string; ritual: string }, key) => {
      const query = { ritual: ritual as Schema<"RhythmOut">["kind"] };
      await unwrap(api.POST("/api/w/{workspace}/inbox/reminders/{subject}/go-on", { params: { path: { workspace: slug, subject }, query }, headers: writeHeaders(key) }));
      return null;
    },
    said: () => ({ text: i18n._({ id: "inbox.said.goOn", message: "You will be reminded again." }) }),
  });
}
