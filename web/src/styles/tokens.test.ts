import { readFileSync } from "node:fs";
import { join } from "node:path";

const css = readFileSync(join(import.meta.dirname, "tokens.css"), "utf8");
const declared = new Map([...css.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map((found) => [found[1], found[2]!.trim()]));

/** Text on surface: WCAG 1.4.3 asks for 4.5. */
const text: [string, string][] = [
  ...["--text", "--text-soft", "--muted", "--link"].flatMap((ink): [string, string][] =>
    ["--canvas", "--surface", "--raised", "--sunken", "--hover", "--selected"].map((ground) => [ink, ground]),
  ),
  ...["on", "risk", "off", "done", "none"].flatMap((status): [string, string][] => [
    [`--st-${status}`, `--st-${status}-tint`],
    [`--st-${status}`, "--surface"],
  ]),
  ["--on-brand", "--brand"],
  ["--on-brand", "--brand-strong"],
  ["--on-brand", "--danger-fill"],
  ["--danger", "--surface"],
  ["--danger", "--raised"],
];

/** Borders of inputs and the focus ring: WCAG 1.4.11 asks for 3. */
const shapes: [string, string][] = [
  ["--edge", "--surface"],
  ["--edge", "--raised"],
  ["--edge", "--canvas"],
  ["--focus", "--surface"],
  ["--focus", "--canvas"],
  ["--brand", "--surface"],
];

function resolve(token: string, scheme: "light" | "dark"): string {
  let value = declared.get(token) ?? token;
  for (let depth = 0; depth < 6 && !value.startsWith("#"); depth++) {
    const pair = /^light-dark\((.+?),\s*([^,]+)\)$/.exec(value);
    if (pair) value = (scheme === "light" ? pair[1] : pair[2])!.trim();
    const name = /^var\((--[\w-]+)\)$/.exec(value)?.[1];
    if (name) value = declared.get(name) ?? "";
  }
  if (!/^#[0-9a-f]{6}$/i.test(value)) throw new Error(`${token} is no plain colour in ${scheme}: ${value}`);
  return value;
}

function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [red, green, blue] = channels.map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(first: string, second: string): number {
  const [high, low] = [luminance(first), luminance(second)].toSorted((a, b) => b - a);
  return (high! + 0.05) / (low! + 0.05);
}

describe.each(["light", "dark"] as const)("in the %s scheme", (scheme) => {
  it.each(text)("%s is readable on %s (4.5)", (ink, ground) => {
    expect(contrast(resolve(ink, scheme), resolve(ground, scheme))).toBeGreaterThanOrEqual(4.5);
  });

  // filled buttons carry their label; in the dark their edge may be quieter
  it.each(shapes.filter(([ink]) => scheme === "light" || ink !== "--brand"))("%s is visible on %s (3)", (ink, ground) => {
    expect(contrast(resolve(ink, scheme), resolve(ground, scheme))).toBeGreaterThanOrEqual(3);
  });
});

it("knows black on white as 21 and a colour on itself as 1", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#0b668f", "#0b668f")).toBe(1);
});
