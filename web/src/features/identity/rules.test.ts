import { tokenIn } from "@/lib/useToken";
import { deviceName, homePath } from "./rules";

const workspace = (slug: string) => ({ id: slug, slug, name: slug, role: "member" as const, sample: false });
const account = { id: "1", name: "Mia", email: "mia@example.org" };

it.each([
  [{ set_up: false, account: null, workspaces: [] }, null, "/set-up"],
  [{ set_up: true, account: null, workspaces: [] }, "acme", "/sign-in"],
  [{ set_up: true, account, workspaces: [workspace("acme"), workspace("beta")] }, "beta", "/w/beta"],
  [{ set_up: true, account, workspaces: [workspace("acme")] }, "gone", "/w/acme"],
  [{ set_up: true, account, workspaces: [] }, null, "/account"],
])("%j with the last workspace %s leads to %s", (bootstrap, last, path) => {
  expect(homePath(bootstrap, last)).toBe(path);
});

it.each([
  ["#abc", "abc"],
  ["#a%2Fb", "a/b"],
  ["", ""],
  ["#", ""],
])("reads the token in %j", (hash, token) => {
  expect(tokenIn(hash)).toBe(token);
});

it.each([
  ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36", "Chrome on Linux"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19 Safari/604", "Safari on iOS"],
  ["curl/8", "curl/8"],
])("calls %s %s", (agent, name) => {
  expect(deviceName(agent)).toBe(name);
});
