import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { narrow } from "@/lib/numbers";
import { Button, IconButton } from "@/ui/Button";
import { SidePanel } from "@/ui/SidePanel";
import { ErrorState, SkeletonRows } from "@/ui/states";
import { toast } from "@/ui/toast";
import { useWorkspace } from "../workspace";
import { Inputs, Moves, Outlook, Parts, Values, Week } from "./parts";
import { type Explanation, explanationQuery, readWhy, type Subject } from "./queries";
import { asText } from "./text";
import styles from "./WhyPanel.module.css";

interface Step {
  subject: Subject;
  id: string;
  title: string;
}

/** Why is this number what it is? Formula, inputs, shares, sources, times, persons; a click on a part digs deeper. */
export function WhyPanel({ id, close }: { id: string; close: () => void }) {
  const start = readWhy(id);
  const [way, setWay] = useState<Step[]>([]);
  const box = useRef<HTMLDivElement>(null);
  const from = useRef<string | null>(null);
  useEffect(() => {
    // what was pressed goes with its press: on to the answer, and on the way back to the part one came from
    if (from.current) (box.current?.querySelector<HTMLElement>(`[data-part="${from.current}"]`) ?? box.current)?.focus();
  }, [way]);
  const walk = (to: Step[], part: string) => {
    from.current = part;
    setWay(to);
  };
  const { slug } = useWorkspace();
  const at = way.at(-1) ?? start;
  const { data, error, refetch } = useQuery({ ...explanationQuery(slug, at?.subject ?? "objective", at?.id ?? ""), enabled: at !== null });
  if (!at) return null;
  return (
    <SidePanel
      title={i18n._({ id: "why.title", message: "Why this number?" })}
      close={close}
      actions={data && <CopyButton explanation={data} />}
    >
      <div ref={box} className={styles.body} tabIndex={-1} data-autofocus>
        {way.length > 0 && (
          <Button size="s" variant="quiet" icon="undo" onClick={() => walk(way.slice(0, -1), at.id)}>
            {i18n._({ id: "why.back", message: "Back" })}
          </Button>
        )}
        {error && !data && <ErrorState error={error} retry={() => void refetch()} small />}
        {!data && !error && <SkeletonRows rows={7} />}
        {data && <Answer explanation={data} dig={(step) => walk([...way, step], step.id)} />}
      </div>
    </SidePanel>
  );
}

function Answer({ explanation, dig }: { explanation: Explanation; dig: (step: Step) => void }) {
  const { progress, work } = explanation;
  return (
    <div className={styles.answer}>
      <div className={styles.head}>
        <h3>{narrow(explanation.title)}</h3>
        <p className={`${styles.number} num`}>{narrow(progress.display) || "–"}</p>
        <p className={styles.formula}>{narrow(explanation.formula)}</p>
        {work.display && (
          <p className={styles.quiet}>
            {i18n._({ id: "why.work", message: "Work below it: {share} done ({done} of {leaves, plural, one {# piece} other {# pieces}} of work).", values: { share: narrow(work.display), done: work.done, leaves: work.leaves } })}
          </p>
        )}
      </div>
      <Outlook explanation={explanation} />
      <Inputs inputs={explanation.inputs} />
      <Parts parts={explanation.parts} dig={dig} />
      <Values explanation={explanation} />
      <Week week={explanation.week} />
      <Moves moves={explanation.moved_by} />
    </div>
  );
}

function CopyButton({ explanation }: { explanation: Explanation }) {
  const copy = async () => {
    await navigator.clipboard.writeText(asText(explanation));
    toast.show(i18n._({ id: "why.copied", message: "Copied" }));
  };
  return <IconButton icon="copy" label={i18n._({ id: "why.copy", message: "Copy as text" })} onClick={() => void copy()} />;
}
