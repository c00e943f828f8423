import { useState } from "react";
import type { ApiProblem } from "@/lib/problem";

export interface FieldBinding<Value> {
  value: Value;
  onChange: (value: Value) => void;
  error: string | undefined;
}

export interface Fields<Values extends object> {
  values: Values;
  /** Binds one field: `<TextField label="Name" {...form.bind("name")} />`. Its error is the server's, until it is edited. */
  bind: <Name extends keyof Values & string>(name: Name) => FieldBinding<Values[Name]>;
  set: (changes: Partial<Values>) => void;
  reset: (values?: Values) => void;
  isDirty: boolean;
}

/** The values of a form. What is right is the server's to say: hand over its problem, and each message stands at its field. */
export function useFields<Values extends object>(initial: Values, problem: ApiProblem | null = null): Fields<Values> {
  const [start, setStart] = useState(initial);
  const [values, setValues] = useState(initial);
  const [edited, setEdited] = useState<{ since: ApiProblem | null; names: Set<string> }>({ since: null, names: new Set() });
  const touched = edited.since === problem ? edited.names : new Set<string>();

  const set = (changes: Partial<Values>) => {
    setValues((before) => ({ ...before, ...changes }));
    setEdited({ since: problem, names: new Set([...touched, ...Object.keys(changes)]) });
  };
  return {
    values,
    set,
    bind: (name) => ({
      value: values[name],
      onChange: (value) => set({ [name]: value } as unknown as Partial<Values>),
      error: touched.has(name) ? undefined : problem?.byField[name],
    }),
    reset: (next = start) => {
      setStart(next);
      setValues(next);
      setEdited({ since: problem, names: new Set(Object.keys(next)) });
    },
    isDirty: Object.keys(values).some((name) => !Object.is(values[name as keyof Values], start[name as keyof Values])),
  };
}
