import { navigation } from "./navigation";
import { router } from "./router";

it("has at most seven entries, each with a key of its own and a page behind it", () => {
  expect(navigation.length).toBeLessThanOrEqual(7);
  expect(new Set(navigation.map((entry) => entry.key)).size).toBe(navigation.length);
  const paths = Object.keys(router.routesByPath);
  for (const entry of navigation) expect(paths).toContain(`/w/$workspace/${entry.path}`);
});
