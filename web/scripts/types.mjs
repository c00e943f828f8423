// Writes src/api/schema.d.ts from openapi.json; with --check only compares, and fails when they differ.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const root = join(import.meta.dirname, "..");
const target = join(root, "src/api/schema.d.ts");
const check = process.argv.includes("--check");
const given = process.argv.slice(2).find((word) => !word.startsWith("--"));
const source = given ? resolve(given) : join(root, "../openapi.json");

if (!existsSync(source)) {
  console.error(`types: ${source} is missing; write it with "headway openapi" first.`);
  process.exit(1);
}

// What has a default may be left out of what we send.
const banner = "// Generated from openapi.json by `npm run types`. Never edit by hand.\n\n";
const text = banner + astToString(await openapiTS(pathToFileURL(source), { immutable: false, defaultNonNullable: false }));

if (!check) {
  writeFileSync(target, text);
  console.log(`types: wrote ${target}`);
} else if (!existsSync(target) || readFileSync(target, "utf8") !== text) {
  console.error("types: src/api/schema.d.ts does not belong to openapi.json. Run: npm run types");
  process.exit(1);
} else {
  console.log("types: in step with openapi.json");
}
