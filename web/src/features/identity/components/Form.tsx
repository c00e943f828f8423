import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useEffect, useRef } from "react";
import { type ApiProblem, asProblem } from "@/lib/problem";
import { Button } from "@/ui/Button";
import { Icon } from "@/ui/icons";
import styles from "./Form.module.css";

export interface Sending<Input> {
  send: (input: Input) => void;
  busy: boolean;
  problem: ApiProblem | null;
}

/** One send of a form, without optimism: before one is signed in there is nothing to paint. */
export function useSending<Input, Answer>(call: (input: Input) => Promise<Answer>, done: (answer: Answer) => unknown): Sending<Input> {
  const { mutate, isPending, error } = useMutation({ mutationFn: call, onSuccess: done, retry: false });
  return { send: mutate, busy: isPending, problem: error ? asProblem(error) : null };
}

export interface FormProps {
  children: ReactNode;
  submit: string;
  onSubmit: () => void;
  busy: boolean;
  problem: ApiProblem | null;
  /** Fields that show their own message; the rest of a problem stands above the button. */
  fields?: string[];
  /** One of several on its page: none of them is what one came for. */
  quiet?: boolean;
}

export function Form({ children, submit, onSubmit, busy, problem, fields = [], quiet = false }: FormProps) {
  const notice = useRef<HTMLParagraphElement>(null);
  const elsewhere = problem && !problem.errors.some((error) => fields.includes(error.path));
  useEffect(() => {
    if (elsewhere) notice.current?.focus();
    else if (problem) document.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [problem, elsewhere]);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) onSubmit();
  };
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      {children}
      {elsewhere && (
        <p ref={notice} className={styles.problem} role="alert" tabIndex={-1}>
          <Icon name="alert" />
          <span>
            {problem.detail}
            {problem.errors.map((error) => (
              <small key={error.path}>{error.message}</small>
            ))}
          </span>
        </p>
      )}
      <div>
        <Button type="submit" variant={quiet ? "default" : "primary"} size={quiet ? "m" : "l"} wide={!quiet} busy={busy}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
