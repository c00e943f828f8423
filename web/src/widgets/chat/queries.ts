import { queryOptions } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";
import { useWrite } from "@/api/mutations";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { useSlug } from "@/widgets/workspace";

export type Channel = Schema<"ChannelOut">;
export type Channels = Schema<"ChannelsOut">;
export type Delivery = Schema<"DeliveryOut">;
type Answered = (problem: ApiProblem) => boolean;

/** The channels that one arranges: all of them, or those of one team. */
export const channelsQuery = (slug: string, team?: string) =>
  queryOptions({
    queryKey: keyOf(slug, "chat", "channels", team ?? "all"),
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/w/{workspace}/chat/channels", { params: { path: { workspace: slug }, query: team ? { team } : {} }, signal })),
  });

const isUnderWay = (delivery: Delivery) => delivery.kind === "test" && (delivery.state === "waiting" || delivery.state === "sending");

/** The last messages of a channel. While a test is on its way it looks again by itself, so that nobody waits for the stream. */
export const deliveriesQuery = (slug: string, channel: string) =>
  queryOptions({
    queryKey: keyOf(slug, "chat", "deliveries", channel),
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/w/{workspace}/chat/channels/{channel}/deliveries", { params: { path: { workspace: slug, channel } }, signal })),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? 1000 : false),
  });

const changed = (id: string) => [{ kind: "notifications.chat_changed", subject: "chat_channel", id }];

export function useAddChannel(failed: Answered) {
  const workspace = useSlug();
  return useWrite({
    workspace,
    send: (body: Schema<"ChannelIn">, key) => unwrap(api.POST("/api/w/{workspace}/chat/channels", { params: { path: { workspace } }, body, headers: writeHeaders(key) })),
    changed: (made) => changed(made.id),
    said: () => ({ text: i18n._({ id: "chat.added", message: "The channel is connected. Send a test to see whether it arrives." }) }),
    failed,
  });
}

interface Change {
  channel: Channel;
  body: Schema<"ChannelPatch">;
}

export function useChangeChannel(failed?: Answered) {
  const workspace = useSlug();
  return useWrite({
    workspace,
    send: ({ channel, body }: Change, key) =>
      unwrap(
        api.PATCH("/api/w/{workspace}/chat/channels/{channel}", {
          params: { path: { workspace, channel: channel.id } },
          body,
          headers: writeHeaders(key, channel.version),
        }),
      ),
    changed: (made) => changed(made.id),
    failed,
  });
}

export function useDeleteChannel() {
  const workspace = useSlug();
  return useWrite({
    workspace,
    send: async (id: string, key) => {
      await unwrap(api.DELETE("/api/w/{workspace}/chat/channels/{channel}", { params: { path: { workspace, channel: id } }, headers: writeHeaders(key) }));
      return null;
    },
    changed: (_, id) => changed(id),
    said: () => ({ text: i18n._({ id: "chat.deleted", message: "Nothing is posted there any more." }) }),
  });
}

export function useTestChannel() {
  const workspace = useSlug();
  return useWrite({
    workspace,
    send: (id: string, key) => unwrap(api.POST("/api/w/{workspace}/chat/channels/{channel}/tests", { params: { path: { workspace, channel: id } }, headers: writeHeaders(key) })),
    changed: (_, id) => changed(id),
  });
}
