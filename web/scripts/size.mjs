// Holds the budget of the built app: what a route loads beyond the first one, gzipped. The figures are experience.md's.
// Usage: node scripts/size.mjs [--static FOLDER] [--first-js KB] [--first-css KB] [--more KB]
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";

const { values } = parseArgs({
  options: {
    static: { type: "string", default: join(import.meta.dirname, "../../headway/static") },
    "first-js": { type: "string", default: "180" },
    "first-css": { type: "string", default: "25" },
    more: { type: "string", default: "60" },
  },
});
const limit = { js: Number(values["first-js"]), css: Number(values["first-css"]), more: Number(values.more) };

/** The page one lands on after signing in counts to the first route. */
const landing = ["src/features/goals/ObjectivesPage.tsx"];
const manifest = JSON.parse(readFileSync(join(values.static, ".vite/manifest.json"), "utf8"));

function closure(keys) {
  const seen = new Set();
  const files = { js: new Set(), css: new Set() };
  const visit = (key) => {
    if (seen.has(key) || !manifest[key]) return;
    seen.add(key);
    files.js.add(manifest[key].file);
    for (const sheet of manifest[key].css ?? []) files.css.add(sheet);
    for (const imported of manifest[key].imports ?? []) visit(imported);
  };
  keys.forEach(visit);
  return { js: files.js, css: files.css };
}

const packed = new Map();
function kilobytes(files) {
  let bytes = 0;
  for (const file of files) {
    if (!packed.has(file)) packed.set(file, gzipSync(readFileSync(join(values.static, file)), { level: 9 }).length);
    bytes += packed.get(file);
  }
  return bytes / 1024;
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const pages = Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry && key.endsWith("Page.tsx"));
const first = closure([entry, ...landing.filter((key) => manifest[key])]);
const over = [];
const report = (name, size, most) => {
  const bad = size > most;
  if (bad) over.push(name);
  console.log(`${bad ? "OVER" : "  ok"}  ${size.toFixed(1).padStart(6)} of ${most} KB  ${name}`);
};

report("first route, JavaScript", kilobytes(first.js), limit.js);
report("first route, CSS", kilobytes(first.css), limit.css);
for (const page of pages.filter((key) => !landing.includes(key))) {
  const more = closure([page]);
  report(`${page} adds`, kilobytes([...more.js, ...more.css].filter((file) => !first.js.has(file) && !first.css.has(file))), limit.more);
}
if (!entry || kilobytes(first.js) < 20) {
  console.error("size: the build looks empty; nothing was measured");
  process.exit(1);
}
if (over.length > 0) {
  console.error(`size: over the budget: ${over.join(", ")}`);
  process.exit(1);
}
