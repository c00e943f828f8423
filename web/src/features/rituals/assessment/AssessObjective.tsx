import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { formatShare, narrow } from "@/lib/numbers";
import type { ApiProblem } from "@/lib/problem";
import { Button } from "@/ui/Button";
import { Scale } from "@/ui/fields/Scale";
import { TextArea } from "@/ui/fields/TextField";
import { useShortcuts } from "@/ui/shortcuts";
import { AskedHealth } from "@/widgets/causes/AskedHealth";
import { ProgressNumber } from "@/widgets/goals/ProgressNumber";
import { useWorkspace } from "@/widgets/workspace";
import styles from "./Assessment.module.css";
import { AssessedKeyResults, Targets } from "./KeyResults";
import { Earlier } from "./Earlier";
import { useAssess } from "./queries";
import { type Decision, decisionsFor, type Draft, draftOf, missingIn, type ToAssess } from "./rules";
import { decisionKeys, decisionWord, reasonLabel } from "./words";

interface AssessObjectiveProps {
  item: ToAssess;
  month: string;
  /** Go on to the next that is open. */
  after: () => void;
  step: (by: number) => void;
}

const tenths = Array.from({ length: 11 }, (_, tenth) => ({ value: tenth * 10, label: `${tenth * 10}` }));

/** What the numbers say, what we think, and what we do: one objective. */
export function AssessObjective({ item, month, after, step }: AssessObjectiveProps) {
  const [draft, setDraft] = useState(() => draftOf(item));
  const [asked, setAsked] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const assess = useAssess(month, setProblem);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  const rows = item.objective.key_results;
  const missing = missingIn(draft, rows);
  const change = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }));
  const save = () => {
    setAsked(true);
    if (missing === null) void assess.ask({ item, draft }).then(after, () => undefined);
  };
  useKeys({ item, change, save, step });
  return (
    <article className={styles.card}>
      <Head item={item} title={title} />
      <AssessedKeyResults rows={rows} />
      {item.can.assess ? (
        <>
          <Scale
            shown
            label={i18n._({ id: "rituals.judgement", message: "How likely do we think it is that we make it, in percent?" })}
            steps={tenths.map((one) => ({ ...one, name: `${one.value}\u202f%` }))}
            value={draft.judgement}
            onChange={(judgement) => change({ judgement })}
          />
          <Scale shown label={i18n._({ id: "rituals.decision", message: "What do we do?" })} steps={decisionsFor(item).map((value) => ({ value, label: decisionWord(value) }))} value={draft.decision} onChange={(decision: Decision) => change({ decision })} />
          {draft.decision === "adjust" && <Targets rows={rows} targets={draft.targets} change={(targets) => change({ targets })} error={asked && missing === "targets"} problem={problem} />}
          {draft.decision !== "keep" && (
            <TextArea
              key={draft.decision}
              label={reasonLabel(draft.decision)}
              value={draft.reason}
              onChange={(reason) => change({ reason })}
              rows={2}
              error={asked && missing === "reason" ? i18n._({ id: "goals.drop.missing", message: "A few words help whoever looks for it later." }) : undefined}
              autoFocus
            />
          )}
          {problem && <p role="alert" className={styles.problem}>{problem.detail}</p>}
          <div className={styles.actions}>
            <Button variant="primary" shortcut="mod+enter" busy={assess.isPending} onClick={save}>
              {i18n._({ id: "rituals.assess.next", message: "Save and go on" })}
            </Button>
            {asked && missing === "judgement" && <span role="alert">{i18n._({ id: "rituals.judgement.missing", message: "First say how likely you think it is." })}</span>}
          </div>
        </>
      ) : (
        <p className={styles.quiet}>{i18n._({ id: "rituals.assess.notYours", message: "It is assessed by its team and its owner." })}</p>
      )}
      <Earlier item={item} />
    </article>
  );
}

function Head({ item, title }: { item: ToAssess; title: React.RefObject<HTMLHeadingElement | null> }) {
  const { slug } = useWorkspace();
  const { objective, chance } = item;
  return (
    <header className={styles.head}>
      <h2 ref={title} tabIndex={-1}>
        <Link to="/w/$workspace/objectives/$objective" params={{ workspace: slug, objective: objective.id }}>
          {narrow(objective.title)}
        </Link>
      </h2>
      <div className={styles.readings}>
        <AskedHealth subject="objective" id={objective.id} of={objective.title} health={objective.health} />
        <ProgressNumber subject="objective" id={objective.id} display={objective.progress.display} of={objective.title} />
        {chance !== null && <strong>{i18n._({ id: "rituals.chance", message: "computed chance {chance}", values: { chance: formatShare(chance) } })}</strong>}
      </div>
      <p className={styles.quiet}>{narrow(objective.health.sentence)}</p>
    </header>
  );
}

interface Keys {
  item: ToAssess;
  change: (changes: Partial<Draft>) => void;
  save: () => void;
  step: (by: number) => void;
}

function useKeys({ item, change, save, step }: Keys): void {
  const group = i18n._({ id: "rituals.tab.assessment", message: "Assessment" });
  const digits = Array.from({ length: 10 }, (_, digit) => ({
    keys: String(digit),
    group,
    label: i18n._({ id: "rituals.key.judge", message: "{percent} likely", values: { percent: `${digit === 0 ? 100 : digit * 10}\u202f%` } }),
    run: () => change({ judgement: digit === 0 ? 100 : digit * 10 }),
  }));
  const decisions = decisionsFor(item).map((decision) => ({ keys: decisionKeys[decision], group, label: decisionWord(decision), run: () => change({ decision }) }));
  const moves = [
    { keys: "mod+enter", group, label: i18n._({ id: "rituals.assess.next", message: "Save and go on" }), run: save },
    { keys: "]", group, label: i18n._({ id: "rituals.key.next", message: "Next objective" }), run: () => step(1) },
    { keys: "[", group, label: i18n._({ id: "rituals.key.before", message: "Objective before" }), run: () => step(-1) },
  ];
  useShortcuts(item.can.assess ? [...digits, ...decisions, ...moves] : moves.slice(1));
}
