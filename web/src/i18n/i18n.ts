import { i18n } from "@lingui/core";
import { compileMessage } from "./compile";
import { narrow } from "@/lib/numbers";
import { createStore, useStore } from "@/lib/store";

export { i18n };

/** The language of the words ("en"), and the tag that formats numbers and dates ("de-AT"): they need not be the same. */
export const formats = createStore<string | undefined>(undefined);
const rightToLeft = new Set(["ar", "fa", "he", "ur"]);
const catalogues = import.meta.glob<{ messages: Record<string, string> }>(["./locales/*.po", "!./locales/en.po"]);

/**
 * English travels as the `message` beside each id, so a page's words load with the page; other languages load one catalogue.
 * Explicit ids only: `<Trans id="goals.title" message="Objectives" />` and `i18n._({ id, message })`, under those very names.
 */
export async function startLanguage(tag: string = navigator.language): Promise<void> {
  i18n.setMessagesCompiler((message) => compileMessage(narrow(message)));
  const language = tag.split("-")[0] ?? "en";
  const load = catalogues[`./locales/${language}.po`];
  const chosen = load ? language : "en";
  i18n.loadAndActivate({ locale: chosen, messages: load ? (await load()).messages : {} });
  formats.set(tag);
  document.documentElement.lang = chosen;
  document.documentElement.dir = rightToLeft.has(chosen) ? "rtl" : "ltr";
}

/** The tag for Intl formats; undefined is the browser's own. */
export const useFormatLocale = () => useStore(formats);
