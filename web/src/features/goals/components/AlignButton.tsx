import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { Button } from "@/ui/Button";
import { FormDialog } from "@/ui/Dialog";
import { NumberField } from "@/ui/fields/NumberField";
import { FindThing } from "@/widgets/work-links/FindThing";
import type { Found } from "@/widgets/work-links/queries";
import { useAlign } from "../alignments";
import { AlignWay, useWay } from "./AlignWay";
import { FormProblem } from "./FormProblem";
import styles from "./ObjectiveForm.module.css";

const KINDS = ["objective", "key_result"] as const;

/** Say what an objective serves. */
export function AlignButton({ objective }: { objective: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="s" icon="arrowUp" onClick={() => setOpen(true)}>
        {i18n._({ id: "goals.align", message: "Serves ..." })}
      </Button>
      {open && <AlignDialog objective={objective} close={() => setOpen(false)} />}
    </>
  );
}

function AlignDialog({ objective, close }: { objective: string; close: () => void }) {
  const [pick, setPick] = useState<Found | null>(null);
  const [missing, setMissing] = useState(false);
  const [weight, setWeight] = useState<number | null>(1);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const way = useWay(pick);
  const align = useAlign(setProblem);
  const submit = () => {
    setMissing(pick === null);
    const above = way.above(weight ?? 1);
    if (above) void align.ask({ child: objective, above, convert: way.converts }).then(close, () => undefined);
  };
  return (
    <FormDialog
      title={i18n._({ id: "goals.align.title", message: "What does it serve?" })}
      close={close}
      submit={i18n._({ id: "links.submit", message: "Link it" })}
      onSubmit={submit}
      busy={align.isPending}
    >
      <FindThing
        label={i18n._({ id: "goals.align.find", message: "Objective or key result above" })}
        placeholder={i18n._({ id: "goals.align.words", message: "Words of its title" })}
        kinds={KINDS}
        except={objective}
        onPick={(found) => {
          setPick(found);
          setProblem(null);
        }}
      />
      <AlignWay way={way} />
      {way.counts && (
        <div className={styles.place}>
          <NumberField label={i18n._({ id: "goals.weight.beside", message: "Weight beside the others" })} value={weight} onChange={setWeight} error={problem?.byField.weight} />
        </div>
      )}
      {missing && !pick && <p role="alert" className={styles.problem}>{i18n._({ id: "links.choose", message: "Choose what you mean: type words of its title." })}</p>}
      <FormProblem problem={problem} fields={["weight"]} />
    </FormDialog>
  );
}
