import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { Button } from "@/ui/Button";
import { FormDialog } from "@/ui/Dialog";
import { NumberField } from "@/ui/fields/NumberField";
import { FindThing } from "@/widgets/work-links/FindThing";
import type { Found } from "@/widgets/work-links/queries";
import { type Above, useAlign } from "../alignments";
import { FormProblem } from "./FormProblem";
import { LinkKind } from "./LinkKind";
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
  const [kind, setKind] = useState<"contributes" | "supports">("contributes");
  const [weight, setWeight] = useState<number | null>(1);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const align = useAlign(setProblem);
  const submit = () => {
    setMissing(pick === null);
    if (pick) void align.ask({ child: objective, above: aboveOf(pick, kind, weight ?? 1) }).then(close, () => undefined);
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
      {pick?.kind === "key_result" ? (
        <p>{i18n._({ id: "goals.align.cascade", message: "It becomes a part of that key result, whose number comes from the objectives below it." })}</p>
      ) : (
        <LinkKind value={kind} onChange={setKind} />
      )}
      {(kind === "contributes" || pick?.kind === "key_result") && (
        <div className={styles.place}>
          <NumberField label={i18n._({ id: "goals.weight.beside", message: "Weight beside the others" })} value={weight} onChange={setWeight} error={problem?.byField.weight} />
        </div>
      )}
      {missing && !pick && <p role="alert" className={styles.problem}>{i18n._({ id: "links.choose", message: "Choose one of what was found." })}</p>}
      <FormProblem problem={problem} fields={["weight"]} />
    </FormDialog>
  );
}

function aboveOf(pick: Found, kind: "contributes" | "supports", weight: number): Above {
  if (pick.kind === "key_result") return { objective_id: null, key_result_id: pick.id, kind: "cascade", weight };
  return { objective_id: pick.id, key_result_id: null, kind, weight };
}
