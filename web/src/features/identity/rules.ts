import type { Bootstrap } from "./queries";

type Entry = Pick<Bootstrap, "set_up" | "account" | "workspaces">;

/** Where "/" leads: set-up, sign-in, the workspace used last (if one may still go there), or the account when one has none. */
export function homePath(bootstrap: Entry, lastSlug: string | null): string {
  if (!bootstrap.set_up) return "/set-up";
  if (!bootstrap.account) return "/sign-in";
  const known = bootstrap.workspaces.find((workspace) => workspace.slug === lastSlug) ?? bootstrap.workspaces[0];
  return known ? `/w/${known.slug}` : "/account";
}

/** All IANA zones with the browser's own first. */
export function timeZones(own = Intl.DateTimeFormat().resolvedOptions().timeZone): string[] {
  return [own, ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== own)];
}

/** "Chromium on Linux" from a user-agent line; the line itself when nothing is recognised. */
export function deviceName(agent: string): string {
  const browsers: [RegExp, string][] = [
    [/Edg\//, "Edge"],
    [/Firefox\//, "Firefox"],
    [/Chrome\//, "Chrome"],
    [/Safari\//, "Safari"],
  ];
  const systems: [RegExp, string][] = [
    [/iPhone|iPad/, "iOS"],
    [/Android/, "Android"],
    [/Mac OS X/, "macOS"],
    [/Windows/, "Windows"],
    [/Linux/, "Linux"],
  ];
  const browser = browsers.find(([pattern]) => pattern.test(agent))?.[1];
  const system = systems.find(([pattern]) => pattern.test(agent))?.[1];
  return browser && system ? `${browser} on ${system}` : agent;
}
