// Fails when en.po is not what `npm run extract` would write: a message was added, changed or removed without it.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const path = join(root, "src/i18n/locales/en.po");
const before = readFileSync(path, "utf8");
execFileSync(process.execPath, [join(root, "node_modules/@lingui/cli/dist/lingui.js"), "extract", "--clean"], { cwd: root, stdio: "pipe" });
const after = readFileSync(path, "utf8");
const text = (po) => po.split("\n").filter((line) => !line.startsWith('"POT-Creation-Date')).join("\n");
if (text(before) !== text(after)) {
  writeFileSync(path, before);
  console.error("catalogue: src/i18n/locales/en.po is not up to date. Run: npm run extract");
  process.exit(1);
}
writeFileSync(path, before);
console.log("catalogue: en.po is up to date");
