import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { narrow } from "@/lib/numbers";
import { CardChoice } from "@/ui/fields/choices";
import { SkeletonRows } from "@/ui/states";
import type { Found } from "@/widgets/work-links/queries";
import { useWorkspace } from "@/widgets/workspace";
import { type Above, type Linked, mayConvert } from "../alignments";
import { keyResultQuery } from "../queries";
import { LinkKind } from "./LinkKind";

interface Way {
  pick: Found | null;
  /** The key result that was picked, once it is known. */
  linked: Linked | null;
  waiting: boolean;
  kind: Kind;
  setKind: (kind: Kind) => void;
  instead: Instead;
  setInstead: (instead: Instead) => void;
  /** It becomes a part of the number above. */
  counts: boolean;
  converts: boolean;
  above: (weight: number) => Above | null;
}

type Kind = "contributes" | "supports";
type Instead = "convert" | "objective";

/**
 * How an objective comes to serve what was picked. A key result that takes its number from elsewhere can have no parts: either it
 * counts objectives from then on, or its own objective is served.
 */
export function useWay(pick: Found | null): Way {
  const { slug } = useWorkspace();
  const [kind, setKind] = useState<Kind>("contributes");
  const [chosen, setInstead] = useState<Instead>("convert");
  const isKeyResult = pick?.kind === "key_result";
  const { data } = useQuery({ ...keyResultQuery(slug, pick?.id ?? ""), enabled: isKeyResult });
  const linked = isKeyResult ? (data?.key_result ?? null) : null;
  const instead = linked && mayConvert(linked) ? chosen : "objective";
  const isPart = linked !== null && (linked.kind === "objectives" || instead === "convert");
  const above = (weight: number): Above | null => {
    if (!pick || (isKeyResult && !linked)) return null;
    if (isPart) return { objective_id: null, key_result_id: pick.id, kind: "cascade", weight };
    return { objective_id: linked?.objective.id ?? pick.id, key_result_id: null, kind, weight };
  };
  const counts = isPart || (kind === "contributes" && (!isKeyResult || linked !== null));
  return { pick, linked, waiting: isKeyResult && !linked, kind, setKind, instead, setInstead, counts, converts: isPart && linked.kind !== "objectives", above };
}

export function AlignWay({ way }: { way: Way }) {
  const { pick, linked, kind, setKind } = way;
  if (way.waiting) return <SkeletonRows rows={2} height={32} />;
  if (pick?.kind !== "key_result" || !linked) return <LinkKind value={kind} onChange={setKind} />;
  if (linked.kind === "objectives") {
    return <p>{i18n._({ id: "goals.align.cascade", message: "It becomes a part of that key result, whose number comes from the objectives below it." })}</p>;
  }
  return (
    <>
      <Sentence linked={linked} />
      {mayConvert(linked) && <Choice way={way} objective={linked.objective.title} />}
      {way.instead === "objective" && <LinkKind value={kind} onChange={setKind} />}
    </>
  );
}

/** Why there is something to decide, in one sentence. */
function Sentence({ linked }: { linked: Linked }) {
  const values = { label: linked.label, objective: narrow(linked.objective.title) };
  if (!mayConvert(linked)) {
    return <p>{i18n._({ id: "goals.align.ownNumber", message: "{label} has a number of its own, so the link goes to its objective instead: {objective}", values })}</p>;
  }
  return <p>{i18n._({ id: "goals.align.takesValues", message: "{label} would take recorded values, so no objective can be a part of its number as it stands.", values })}</p>;
}

function Choice({ way, objective }: { way: Way; objective: string }) {
  return (
    <CardChoice
      label={i18n._({ id: "goals.align.instead", message: "Which way?" })}
      choices={[
        {
          value: "convert",
          label: i18n._({ id: "goals.align.convert", message: "Let it count objectives below" }),
          note: i18n._({ id: "goals.align.convert.note", message: "From then on its number comes from them. Nothing is recorded for it yet, so nothing is lost." }),
        },
        {
          value: "objective",
          label: i18n._({ id: "goals.align.objective", message: "Serve its objective instead" }),
          note: narrow(objective),
        },
      ]}
      value={way.instead}
      onChange={way.setInstead}
    />
  );
}
