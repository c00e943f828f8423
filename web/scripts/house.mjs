// House rules that oxlint cannot hold: sizes, a layer rule for every feature, and the layers themselves once more from the imports.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";

export const ceilings = { tsx: 250, ts: 400, component: 120 };
const storeys = { lib: 0, i18n: 1, ui: 2, api: 2, live: 3, widgets: 4, features: 5, app: 6 };

/** All complaints about a `web/` folder, as sentences; empty when the house is in order. */
export function inspect(root) {
  const src = join(root, "src");
  const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts"));
  const complaints = features(root);
  for (const name of files) {
    const text = readFileSync(join(src, name), "utf8");
    complaints.push(...sizes(name, text), ...layers(src, name, text), ...words(name, text));
  }
  return complaints;
}

function features(root) {
  const rules = JSON.parse(readFileSync(join(root, ".oxlintrc.json"), "utf8")).overrides ?? [];
  const folder = join(root, "src/features");
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory()) : [];
  return names
    .filter((name) => !rules.some((rule) => rule.files.includes(`src/features/${name}/**`) && rule.rules["no-restricted-imports"]))
    .map((name) => `.oxlintrc.json: the feature "${name}" has no rule of its own (copy one of the others)`);
}

function sizes(name, text) {
  const found = [];
  const lines = text.trimEnd().split("\n").length;
  const most = name.endsWith(".tsx") ? ceilings.tsx : ceilings.ts;
  if (lines > most && !name.includes(".test.")) found.push(`${name}: ${lines} lines, at most ${most}`);
  if (!name.endsWith(".tsx") || name.includes(".test.")) return found;
  const tree = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const visit = (node) => {
    if (ts.isFunctionDeclaration(node) && /^[A-Z]/.test(node.name?.text ?? "")) {
      const long = tree.getLineAndCharacterOfPosition(node.end).line - tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      if (long > ceilings.component) found.push(`${name}: component ${node.name.text} has ${long} lines, at most ${ceilings.component}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function layers(src, name, text) {
  const found = [];
  const from = place(name);
  for (const [, target] of text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)) {
    const path = target.startsWith("@/") ? target.slice(2) : target.startsWith(".") ? relative(src, resolve(src, dirname(name), target)) : null;
    if (path === null) continue;
    const to = place(path);
    if (from.layer in storeys && to.layer in storeys && !allowed(from, to)) {
      found.push(`${name}: ${from.layer}${from.feature ? `/${from.feature}` : ""} may not import ${path}`);
    }
  }
  return found;
}

function place(path) {
  const [layer, feature] = path.split("/");
  return { layer, feature: layer === "features" ? feature : null };
}

function allowed(from, to) {
  if (from.layer === to.layer) return from.feature === to.feature;
  return storeys[to.layer] < storeys[from.layer];
}

const spoken = new Set(["aria-label", "placeholder", "title", "label", "alt"]);

/** Words in JSX that no catalogue knows: they would stay English for ever. */
function words(name, text) {
  if (!name.endsWith(".tsx") || name.includes(".test.") || name.startsWith("testing/")) return [];
  const found = [];
  const tree = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const line = (node) => tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  const visit = (node) => {
    if (ts.isJsxText(node) && /\p{L}{2,}/u.test(node.text) && node.text.trim() !== "Headway") {
      found.push(`${name}:${line(node)}: "${node.text.trim()}" stands outside of the catalogue`);
    }
    if (ts.isJsxAttribute(node) && spoken.has(node.name.getText()) && node.initializer && ts.isStringLiteral(node.initializer) && /\p{L}{2,}/u.test(node.initializer.text)) {
      found.push(`${name}:${line(node)}: ${node.name.getText()}="${node.initializer.text}" stands outside of the catalogue`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const complaints = inspect(join(import.meta.dirname, ".."));
  for (const complaint of complaints) console.error(`house: ${complaint}`);
  if (complaints.length > 0) process.exit(1);
  console.log("house: in order");
}
