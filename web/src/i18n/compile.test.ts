import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setupI18n } from "@lingui/core";
import { compileMessage as lingui } from "@lingui/message-utils/compileMessage";
import { compileMessage } from "./compile";

const po = readFileSync(join(import.meta.dirname, "locales/en.po"), "utf8");
const messages = [...po.matchAll(/msgid "(.+)"\nmsgstr ((?:".*"\n?)+)/g)].map((found) => [...found[2]!.matchAll(/"(.*)"/g)].map((line) => JSON.parse(`"${line[1]}"`) as string).join(""));

function say(message: string, values: Record<string, unknown>, compiler: Parameters<ReturnType<typeof setupI18n>["setMessagesCompiler"]>[0]): string {
  const i18n = setupI18n({ locale: "en", messages: { en: {} } });
  i18n.setMessagesCompiler(compiler);
  return i18n._("an.id", values, { message });
}

it("finds the catalogue", () => {
  expect(messages.length).toBeGreaterThan(80);
});

it.each(messages)("reads %j as Lingui's own compiler does", (message) => {
  const names = [...message.matchAll(/\{(\w+)/g)].map((found) => found[1]!);
  for (const number of [0, 1, 7]) {
    const values = Object.fromEntries(names.map((name) => [name, number]));
    expect(say(message, values, compileMessage)).toBe(say(message, values, lingui));
  }
});

it.each([
  ["{n, plural, one {# task} other {# tasks}}", { n: 1 }, "1 task"],
  ["{n, plural, =0 {nothing} one {# task} other {# tasks}} of {name}", { n: 0, name: "Mia" }, "nothing of Mia"],
  ["{n, plural, one {# task} other {# tasks}}", { n: 1200 }, "1,200 tasks"],
  ["{kind, select, task {a task} other {something}}", { kind: "x" }, "something"],
  ["{n, plural, one {{name} has # task} other {{name} has # tasks}}", { n: 3, name: "Mia" }, "Mia has 3 tasks"],
])("says %j with %j as %j", (message, values, text) => {
  expect(say(message, values, compileMessage)).toBe(text);
});

it.each(["{", "{n, plural, one", "a } b", "{n, date}"])("refuses %j", (message) => {
  expect(() => compileMessage(message)).toThrow(SyntaxError);
});
