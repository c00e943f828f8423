import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatMoment } from "@/lib/dates";
import { Button } from "@/ui/Button";
import { SelectField } from "@/ui/fields/SelectField";
import { EmptyState, ErrorState, SkeletonRows } from "@/ui/states";
import { useWorkspace } from "@/widgets/workspace";
import { CarryRow } from "./CarryRow";
import { useCarry, useUndoCarry } from "./learnWrites";
import { carryQuery, type Where } from "./queries";
import styles from "./Review.module.css";
import { type CarryPlan, choicesIn, choicesOf, type How, isCarried } from "./rules";

/** What goes on, from where it stands, and what ends here: seen before it is done. */
export function CarryOver({ where }: { where: Where }) {
  const { slug } = useWorkspace();
  const [to, setTo] = useState<string | null>(null);
  const { data, error, refetch } = useQuery(carryQuery(slug, where, to));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={6} />;
  if (!data.to_cycle) return <EmptyState icon="calendar" sentence={i18n._({ id: "rituals.carry.noCycle", message: "There is no open cycle after {cycle} yet. An admin can add one in the settings.", values: { cycle: data.from_cycle.name } })} />;
  if (data.objectives.length === 0) return <EmptyState icon="target" sentence={i18n._({ id: "rituals.carry.none", message: "There is nothing in {cycle} that could go on.", values: { cycle: data.from_cycle.name } })} />;
  return <Plan key={data.objectives.map((one) => one.successor?.id ?? "").join()} plan={data} to={data.to_cycle} choose={setTo} where={where} />;
}

interface PlanProps {
  plan: CarryPlan;
  to: { id: string; name: string };
  choose: (cycle: string | null) => void;
  where: Where;
}

function Plan({ plan, to, choose, where }: PlanProps) {
  const [choices, setChoices] = useState(() => choicesOf(plan));
  const [renamed, setRenamed] = useState<ReadonlySet<string>>(new Set());
  const [lost, setLost] = useState<string[]>([]);
  const carry = useCarry(where);
  const rename = (keyResult: string, wanted: boolean) => setRenamed((before) => new Set(wanted ? [...before, keyResult] : [...before].filter((one) => one !== keyResult)));
  const going = Object.values(choices).filter(isCarried).length;
  const submit = () => {
    const chosen = choicesIn(plan, choices, renamed);
    void carry.ask({ to_cycle_id: to.id, choices: chosen }).then((made) => setLost(made.lost), () => undefined);
  };
  return (
    <div className={styles.part}>
      <div className={styles.intro}>
        <p>{i18n._({ id: "rituals.carry.intro", message: "The old goals stay as they ended. What goes on becomes a new goal that knows where it comes from." })}</p>
        <div className={styles.cycle}>
          <SelectField label={i18n._({ id: "rituals.carry.into", message: "Into" })} options={plan.cycles.map((one) => ({ value: one.id, label: one.name }))} value={to.id} onChange={choose} />
        </div>
      </div>
      <Carried plan={plan} where={where} lost={lost} />
      <ul className={styles.rows}>
        {plan.objectives.map((one) => (
          <CarryRow key={one.objective.id} plan={one} how={choices[one.objective.id]} may={plan.can_carry} change={(how: How) => setChoices((before) => ({ ...before, [one.objective.id]: how }))} renamed={renamed} rename={rename} />
        ))}
      </ul>
      {plan.can_carry && Object.keys(choices).length > 0 && (
        <div className={styles.actions}>
          <Button variant="primary" disabled={going === 0} busy={carry.isPending} onClick={submit}>
            {i18n._({ id: "rituals.carry.submit", message: "Carry {n, plural, =0 {nothing} one {# objective} other {# objectives}} over into {cycle}", values: { n: going, cycle: to.name } })}
          </Button>
        </div>
      )}
    </div>
  );
}

/** What was carried over before, with its undo, and what could not come along. */
function Carried({ plan, where, lost }: { plan: CarryPlan; where: Where; lost: readonly string[] }) {
  const locale = useFormatLocale();
  const undo = useUndoCarry(where);
  return (
    <>
      {lost.length > 0 && (
        <ul className={styles.lost} role="status">
          {lost.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {plan.carries.map((one) => (
        <div key={one.id} className={styles.carried}>
          <span>
            {i18n._({ id: "rituals.carried", message: "{n, plural, one {# objective} other {# objectives}} carried over into {cycle}, {when}", values: { n: one.objectives.length, cycle: one.to_cycle.name, when: formatMoment(one.at, locale) } })}
            {one.by && ` · ${one.by.name}`}
          </span>
          {one.can_undo && plan.can_carry && (
            <Button size="s" variant="quiet" icon="undo" busy={undo.isPending} onClick={() => undo.run(one.id)}>
              {i18n._({ id: "rituals.carry.undo", message: "Take it back" })}
            </Button>
          )}
        </div>
      ))}
    </>
  );
}
