import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Segments } from "@/ui/fields/choices";
import { TextField } from "@/ui/fields/TextField";
import { useShortcuts } from "@/ui/shortcuts";
import { chooseLibraryLanguage, useLibraryLanguage } from "@/widgets/templates/language";
import styles from "./Library.module.css";
import type { LibrarySearch, Shelf } from "./rules";

interface LibraryBarProps {
  search: LibrarySearch;
  change: (changes: Partial<LibrarySearch>) => void;
  /** Arrow keys while one types. */
  step: (by: 1 | -1) => void;
  /** Enter: take the one that is looked at. */
  take: () => void;
  /** How many there are; null while that is not known. */
  found: number | null;
}

const pause = 150;

/** Words, shelf, language. The words have the focus; arrows walk through what they find. */
export function LibraryBar({ search, change, step, take, found }: LibraryBarProps) {
  const language = useLibraryLanguage();
  const field = useRef<HTMLInputElement>(null);
  const [words, setWords] = useWords(search.q ?? "", (q) => change({ q: q || undefined }));
  const page = i18n._({ id: "library.title", message: "Library" });
  useShortcuts([
    { keys: "/", group: page, label: i18n._({ id: "library.key.search", message: "Search" }), run: () => field.current?.focus() },
    { keys: "j", group: page, label: i18n._({ id: "library.key.next", message: "Next" }), run: () => step(1) },
    { keys: "k", group: page, label: i18n._({ id: "library.key.before", message: "Previous" }), run: () => step(-1) },
    { keys: "u", group: page, label: i18n._({ id: "library.use", message: "Use this" }), run: take },
  ]);
  const press = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") step(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Enter") take();
    else return;
    event.preventDefault();
  };
  return (
    <search className={styles.bar}>
      <div className={styles.search}>
        <TextField
          ref={field}
          label={i18n._({ id: "library.search", message: "Search the library" })}
          hideLabel
          type="search"
          placeholder={i18n._({ id: "library.search.example", message: "onboarding, churn, waiting time ..." })}
          value={words}
          onChange={setWords}
          onKeyDown={press}
          maxLength={200}
          autoFocus
        />
      </div>
      <Segments
        label={i18n._({ id: "library.shelf", message: "Which templates" })}
        choices={[
          { value: "all", label: i18n._({ id: "library.shelf.all", message: "All" }) },
          { value: "workspace", label: i18n._({ id: "library.shelf.workspace", message: "Our templates" }) },
          { value: "past", label: i18n._({ id: "library.shelf.past", message: "Our past" }) },
        ]}
        value={search.shelf ?? "all"}
        onChange={(shelf: Shelf) => change({ shelf: shelf === "all" ? undefined : shelf, ...(shelf === "past" && { domain: undefined }) })}
      />
      {search.shelf !== "past" && (
        <Segments
          label={i18n._({ id: "library.language", message: "Language of the templates" })}
          choices={[
            { value: "en", label: "English" },
            { value: "de", label: "Deutsch" },
          ]}
          value={language}
          onChange={chooseLibraryLanguage}
        />
      )}
      <p className="visually-hidden" role="status">
        {found !== null && i18n._({ id: "library.found", message: "{found, plural, one {# template} other {# templates}}", values: { found } })}
      </p>
    </search>
  );
}

/** What is typed stands at once and is looked up when the fingers rest; an address that changes by itself wins. */
function useWords(asked: string, ask: (q: string) => void): [string, (words: string) => void] {
  const [typed, setTyped] = useState<string | null>(null);
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    if (typed === null) return;
    const timer = setTimeout(() => {
      latest.current(typed);
      setTyped(null);
    }, pause);
    return () => clearTimeout(timer);
  }, [typed]);
  return [typed ?? asked, setTyped];
}
