import { useEffect, useState } from "react";
import { TextField } from "@/ui/fields/TextField";

const TYPING_MS = 200;

/** A search field that does not load at every key. */
export function Words({ label, value, change }: { label: string; value: string; change: (words: string) => void }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => change(typed), TYPING_MS);
    return () => clearTimeout(timer);
  });
  return <TextField label={label} hideLabel type="search" placeholder={label} value={typed} onChange={setTyped} />;
}
