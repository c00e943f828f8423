import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { i18n } from "@/i18n/i18n";
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
  /** The chosen one; null when the words change. */
  onPick: (found: Found | null) => void;
}

/** Words, what they find, and one chosen of it. */
export function FindThing({ label, placeholder, kinds, except, onPick }: FindThingProps) {
  const { slug } = useWorkspace();
  const name = useId();
  const [words, setWords] = useState("");
  const [chosen, setChosen] = useState<Found | null>(null);
  const { data = [], isFetching } = useQuery(findQuery(slug, words, kinds));
  const asked = words.trim().length >= 2;
  const found = asked ? data.filter((item) => item.id !== except) : [];
  const choose = (item: Found | null) => {
    setChosen(item);
    onPick(item);
  };
  const isChosen = (item: Found) => chosen?.id === item.id;
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
        autoFocus
        autoComplete="off"
      />
      <fieldset className={styles.found} aria-busy={isFetching}>
        <legend className="visually-hidden">{i18n._({ id: "links.found", message: "Found" })}</legend>
        {found.map((item) => (
          <label key={item.id} className={styles.choice}>
            <input type="radio" name={name} checked={isChosen(item)} onChange={() => choose(item)} />
            <span className={styles.label}>{item.label}</span>
            <span>{item.title}</span>
            <small>{item.context}</small>
          </label>
        ))}
        {asked && !isFetching && found.length === 0 && <p>{i18n._({ id: "links.nothing", message: "Nothing found that you may see." })}</p>}
      </fieldset>
    </>
  );
}
