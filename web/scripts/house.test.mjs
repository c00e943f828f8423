import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { inspect } from "./house.mjs";

let root;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "house-"));
  put(".oxlintrc.json", JSON.stringify({ overrides: [{ files: ["src/features/goals/**"], rules: { "no-restricted-imports": ["error"] } }] }));
  put("src/features/goals/GoalPage.tsx", 'import { x } from "@/ui/x";\nexport function GoalPage() {\n  return <p>{x}</p>;\n}\n');
});
afterEach(() => rmSync(root, { recursive: true }));

function put(path, text) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

it("has nothing to say about a house in order", () => {
  expect(inspect(root)).toEqual([]);
});

it.each([
  ["src/features/work/queries.ts", "export {};", /"work" has no rule/],
  ["src/features/goals/a.ts", 'import { y } from "@/features/work/y";', /goals may not import features\/work\/y/],
  ["src/features/goals/components/a.ts", 'import { y } from "../../work/y";', /goals may not import features\/work\/y/],
  ["src/features/goals/b.ts", 'import { y } from "@/app/y";', /may not import app\/y/],
  ["src/ui/c.ts", 'import { y } from "@/api/y";', /ui may not import api\/y/],
  ["src/lib/d.ts", 'const y = await import("@/ui/y");', /lib may not import ui\/y/],
  ["src/ui/Long.tsx", `${"\n".repeat(260)}export const a = 1;`, /261 lines, at most 250/],
  ["src/ui/e.ts", `${"\n".repeat(410)}export const a = 1;`, /411 lines, at most 400/],
  ["src/ui/Big.tsx", `export function Big() {\n${"  f();\n".repeat(125)}  return null;\n}`, /component Big has 128 lines/],
  ["src/ui/Words.tsx", "export const a = <p>Hello there</p>;", /"Hello there" stands outside/],
  ["src/ui/Label.tsx", 'export const a = <i aria-label="Hello" />;', /aria-label="Hello" stands outside/],
])("complains about %s", (path, text, complaint) => {
  put(path, text);
  expect(inspect(root).join("\n")).toMatch(complaint);
});
