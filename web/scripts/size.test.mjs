import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "size-"));
  mkdirSync(join(folder, ".vite"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A built app whose entry, shared chunk and page have these sizes in KB; random bytes do not shrink. */
function build({ entry, shared, page, css = 5 }) {
  const put = (name, kilobytes) => writeFileSync(join(folder, name), randomBytes(kilobytes * 1024));
  put("entry.js", entry);
  put("shared.js", shared);
  put("page.js", page);
  put("entry.css", css);
  const manifest = {
    "index.html": { file: "entry.js", isEntry: true, imports: ["_shared.js"], css: ["entry.css"], dynamicImports: ["src/features/x/XPage.tsx"] },
    "_shared.js": { file: "shared.js" },
    "src/features/x/XPage.tsx": { file: "page.js", isDynamicEntry: true, imports: ["_shared.js"] },
  };
  writeFileSync(join(folder, ".vite/manifest.json"), JSON.stringify(manifest));
}

function run() {
  try {
    return { code: 0, text: execFileSync(process.execPath, [join(import.meta.dirname, "size.mjs"), "--static", folder], { stdio: "pipe" }).toString() };
  } catch (failed) {
    return { code: failed.status, text: failed.stdout.toString() + failed.stderr.toString() };
  }
}

it("passes within the budget, and counts shared chunks once", () => {
  build({ entry: 100, shared: 70, page: 55 });
  const { code, text } = run();
  expect(text).toMatch(/170\.\d of 180 KB {2}first route, JavaScript/);
  expect(text).toMatch(/55\.\d of 60 KB {2}src\/features\/x\/XPage.tsx adds/);
  expect(code).toBe(0);
});

it.each([
  [{ entry: 120, shared: 70, page: 10 }, "first route, JavaScript"],
  [{ entry: 50, shared: 30, page: 10, css: 30 }, "first route, CSS"],
  [{ entry: 50, shared: 30, page: 65 }, "XPage.tsx adds"],
  [{ entry: 1, shared: 1, page: 1 }, "looks empty"],
])("fails for %j", (sizes, why) => {
  build(sizes);
  const { code, text } = run();
  expect(code).toBe(1);
  expect(text.split("\n").findLast((line) => line.startsWith("size:"))).toContain(why);
});
