import { i18n } from "@/i18n/i18n";
import type { Delivery } from "./queries";
import type { Service, Topic } from "./rules";

/** Names of products: the same in every language. */
export const serviceNames: Record<Service, string> = {
  slack: "Slack",
  teams: "Microsoft Teams",
  mattermost: "Mattermost",
  matrix: "Matrix",
  google_chat: "Google Chat",
  discord: "Discord",
  rocket_chat: "Rocket.Chat",
};

/** Where the address comes from. */
export const whereFrom: Record<Service, () => string> = {
  slack: () => i18n._({ id: "chat.from.slack", message: "In Slack: your app, Incoming Webhooks, Add New Webhook." }),
  teams: () => i18n._({ id: "chat.from.teams", message: "In the channel: Workflows, Post to a channel when a webhook request is received." }),
  mattermost: () => i18n._({ id: "chat.from.mattermost", message: "In Mattermost: Integrations, Incoming Webhooks." }),
  matrix: () => i18n._({ id: "chat.from.matrix", message: "The home server, such as https://matrix.example.org." }),
  google_chat: () => i18n._({ id: "chat.from.google", message: "In the space: Apps & integrations, Webhooks." }),
  discord: () => i18n._({ id: "chat.from.discord", message: "In the channel's settings: Integrations, Webhooks." }),
  rocket_chat: () => i18n._({ id: "chat.from.rocket", message: "In Rocket.Chat: Workspace, Integrations, New, Incoming." }),
};

export const topicWords: Record<Topic, () => { label: string; note: string }> = {
  calls: () => ({
    label: i18n._({ id: "chat.topic.calls", message: "Calls" }),
    note: i18n._({ id: "chat.topic.callsNote", message: "Monday, Friday, looking back; the start of a team's meeting." }),
  }),
  check_ins: () => ({
    label: i18n._({ id: "chat.topic.checkIns", message: "Check-ins" }),
    note: i18n._({ id: "chat.topic.checkInsNote", message: "How many wait, when they are due. It names nobody." }),
  }),
  reds: () => ({
    label: i18n._({ id: "chat.topic.reds", message: "Red key results" }),
    note: i18n._({ id: "chat.topic.redsNote", message: "What is off track, with the Monday call." }),
  }),
  wins: () => ({
    label: i18n._({ id: "chat.topic.wins", message: "Wins" }),
    note: i18n._({ id: "chat.topic.winsNote", message: "Those of the week, after the Friday call." }),
  }),
  cycles: () => ({
    label: i18n._({ id: "chat.topic.cycles", message: "Cycles" }),
    note: i18n._({ id: "chat.topic.cyclesNote", message: "When one closes, and when scores are revealed." }),
  }),
};

export const deliveryTitle = (delivery: Delivery): string =>
  delivery.kind === "test" ? i18n._({ id: "chat.test", message: "Test" }) : (topicWords[delivery.kind as Topic]?.().label ?? delivery.kind);

export const stateWords: Record<Delivery["state"], () => string> = {
  waiting: () => i18n._({ id: "chat.state.waiting", message: "waits" }),
  sending: () => i18n._({ id: "chat.state.sending", message: "on its way" }),
  sent: () => i18n._({ id: "chat.state.sent", message: "arrived" }),
  failed: () => i18n._({ id: "chat.state.failed", message: "failed" }),
  unclear: () => i18n._({ id: "chat.state.unclear", message: "unclear" }),
  left_out: () => i18n._({ id: "chat.state.leftOut", message: "left out" }),
};
