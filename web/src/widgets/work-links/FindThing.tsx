import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { useLatest } from "@/lib/useLatest";
import { TextField } from "@/ui/fields/TextField";
import { useWorkspace } from "../workspace";
import styles from "./LinkedWork.module.css";
import { findQuery, type Found } from "./queries";

interface FindThingProps {
  label: string;
  placeholder: string;
  kinds: readonly string[];
  /** Not offered: the thing that one links from. */
  except?: string;
  /** What may be made where the words find nothing that is called so; a pick of it has no id yet. */
  make?: { kind: string; label: (words: string) => string };
  /** The chosen one; null when the words change. */
  onPick: (found: Found | null) => void;
}

/** Words, what they find, and one chosen of it: the only one by itself, others by the arrow keys. */
export function FindThing({ label, placeholder, kinds, except, make, onPick }: FindThingProps) {
  const { slug } = useWorkspace();
  const name = useId();
  const [words, setWords] = useState("");
  const [chosen, setChosen] = useState<Found | null>(null);
  const list = useRef<HTMLFieldSetElement>(null);
  const { data = [], isFetching } = useQuery(findQuery(slug, words, kinds));
  const asked = words.trim().length >= 2;
  const hits = asked ? data.filter((item) => item.id !== except) : [];
  const found = asked && make && !isFetching && !hits.some((item) => item.title === words.trim()) ? [...hits, unmade(make.kind, words)] : hits;
  const only = asked && !isFetching && hits.length === 1 ? hits[0] : undefined;
  const choose = (item: Found | null) => {
    setChosen(item);
    onPick(item);
  };
  const isChosen = (item: Found) => chosen?.id === item.id;
  const takeOnly = useLatest(() => only && choose(only));
  const onlyId = only?.id;
  useEffect(() => void takeOnly.current(), [onlyId, words, takeOnly]);
  const intoList = (event: KeyboardEvent) => {
    const first = list.current?.querySelector<HTMLInputElement>("input:checked, input");
    if (event.key !== "ArrowDown" || !first) return;
    event.preventDefault();
    first.focus();
    first.click();
  };
  return (
    <>
      <TextField
        label={label}
        placeholder={placeholder}
        value={words}
        onChange={(text) => {
          setWords(text);
          choose(null);
        }}
        onKeyDown={intoList}
        autoFocus
        autoComplete="off"
      />
      <fieldset ref={list} className={styles.found} aria-busy={isFetching}>
        <legend className="visually-hidden">{i18n._({ id: "links.found", message: "Found" })}</legend>
        {asked && !isFetching && hits.length === 0 && <p>{i18n._({ id: "links.nothing", message: "Nothing found that you may see." })}</p>}
        {found.map((item) => (
          <label key={item.id} className={styles.choice}>
            <input type="radio" name={name} checked={isChosen(item)} onChange={() => choose(item)} />
            {item.label && <span className={styles.label}>{item.label}</span>}
            <span>{item.id === "" ? make?.label(item.title) : item.title}</span>
            {item.context && <small>{item.context}</small>}
          </label>
        ))}
      </fieldset>
    </>
  );
}

const unmade = (kind: string, words: string) => ({ id: "", kind, title: words.trim(), label: "", context: "" }) as Found;
