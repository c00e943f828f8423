import { createStore, useStore } from "@/lib/store";

export type ColourScheme = "light" | "dark" | "auto";

const key = "headway-colour-scheme";
const system = window.matchMedia("(prefers-color-scheme: dark)");
const chosen = createStore<ColourScheme>(read());
const shown = createStore<"light" | "dark">("light");

/** Sets the attribute that tokens.css reads; called once before the first paint. */
export function startColourScheme(): void {
  paint();
  chosen.subscribe(paint);
  system.addEventListener("change", paint);
  window.addEventListener("storage", (event) => {
    if (event.key === key) chosen.set(read()); // another tab chose
  });
}

/** The chosen scheme and how to change it; "auto" follows the system. Kept in this browser. */
export function useColourScheme(): { scheme: ColourScheme; choose: (scheme: ColourScheme) => void } {
  return { scheme: useStore(chosen), choose };
}

export const useShownScheme = () => useStore(shown);

function choose(scheme: ColourScheme): void {
  localStorage.setItem(key, scheme);
  chosen.set(scheme);
}

function paint(): void {
  const scheme = chosen.get();
  shown.set(scheme === "auto" ? (system.matches ? "dark" : "light") : scheme);
  document.documentElement.dataset.mantineColorScheme = shown.get();
}

function read(): ColourScheme {
  const kept = localStorage.getItem(key);
  return kept === "light" || kept === "dark" ? kept : "auto";
}
