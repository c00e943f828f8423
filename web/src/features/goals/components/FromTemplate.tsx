import type { MouseEvent } from "react";
import { i18n } from "@/i18n/i18n";
import { formatNumber } from "@/lib/numbers";
import { Button, LinkButton } from "@/ui/Button";
import type { Start } from "@/widgets/templates/rules";
import { useSlug } from "@/widgets/workspace";
import { type Examples, type KeyResultDraft, openExamples } from "../drafts";
import styles from "./KeyResultFields.module.css";

/** At the top of a new objective: the way to the library while nothing is written, or what is still to be done with a template. */
export function FromTemplate({ from, blank }: { from: Start | null | undefined; blank: boolean }) {
  const slug = useSlug();
  if (from) return <p className={styles.hint}>{i18n._({ id: "library.started", message: "Make the words yours. The numbers in grey are examples: put in your own." })}</p>;
  if (!blank) return null;
  return (
    <div>
      <LinkButton size="s" variant="quiet" icon="copy" to="/w/$workspace/library" params={{ workspace: slug }}>
        {i18n._({ id: "library.start", message: "Start from a template" })}
      </LinkButton>
    </div>
  );
}

/** What a field shows until somebody writes into it: "e.g. 24". */
export function exampleOf(draft: KeyResultDraft, field: keyof Examples): string | undefined {
  const value = draft.examples?.[field];
  if (value === null || value === undefined) return undefined;
  return i18n._({ id: "library.eg", message: "e.g. {value}", values: { value: formatNumber(value) } });
}

/** Taking the examples is one's own decision, and one click. */
export function ExampleNote({ draft, change }: { draft: KeyResultDraft; change: (changes: Partial<KeyResultDraft>) => void }) {
  const open = openExamples(draft);
  if (Object.keys(open).length === 0) return null;
  const take = ({ currentTarget }: MouseEvent<HTMLElement>) => {
    // the button goes with the last example: the numbers have the focus then, to be put right
    currentTarget.closest("fieldset")?.querySelector<HTMLElement>("input[inputmode=decimal]")?.focus();
    change(open);
  };
  return (
    <p className={styles.example}>
      <span>{draft.description || i18n._({ id: "library.examples", message: "Where does it stand today, and where shall it be?" })}</span>
      <Button size="s" variant="quiet" onClick={take}>
        {i18n._({ id: "library.takeExamples", message: "Take the examples for now" })}
      </Button>
    </p>
  );
}
