import type { Channel } from "./queries";

export type Service = Channel["service"];
export type Topic = Channel["kinds"][number];

export const services: readonly Service[] = ["slack", "teams", "mattermost", "matrix", "google_chat", "discord", "rocket_chat"];
export const topics: readonly Topic[] = ["calls", "check_ins", "reds", "wins", "cycles"];

const hosts: [RegExp, Service][] = [
  [/(^|\.)slack(-gov)?\.com$/, "slack"],
  [/\.(webhook\.office\.com|logic\.azure\.(com|us)|api\.powerplatform\.com)$/, "teams"],
  [/^chat\.googleapis\.com$/, "google_chat"],
  [/(^|\.)discord(app)?\.com$/, "discord"],
];

/** The service that an address belongs to, where it can be told; the server decides whether it will do. */
export function serviceOf(address: string): Service | null {
  let url: URL;
  try {
    url = new URL(address.trim());
  } catch {
    return null;
  }
  const known = hosts.find(([host]) => host.test(url.hostname));
  if (known) return known[1];
  if (/\/hooks\/[a-z0-9]{26}\/?$/.test(url.pathname)) return "mattermost";
  if (/\/hooks\/[A-Za-z0-9]+\/[\w-]+\/?$/.test(url.pathname)) return "rocket_chat";
  return url.hostname.startsWith("matrix.") ? "matrix" : null;
}
