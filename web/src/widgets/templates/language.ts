import { createStore, useStore } from "@/lib/store";
import type { Language } from "./queries";

const kept = "headway-library-language";

const chosen = createStore<Language>(first());

function first(): Language {
  const before = localStorage.getItem(kept);
  return before === "de" || (before === null && navigator.language.startsWith("de")) ? "de" : "en";
}

/** In which language the library speaks: the browser's, until somebody chooses. */
export const useLibraryLanguage = () => useStore(chosen);

export function chooseLibraryLanguage(language: Language): void {
  localStorage.setItem(kept, language);
  chosen.set(language);
}
