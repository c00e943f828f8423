import { type ReactNode, useId, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Icon } from "@/ui/icons";
import { useWorkspace } from "../workspace";
import { CausesOf, CausesOfObjective } from "./CausesOf";
import styles from "./causes.module.css";
import { asksWhy, mayAsk } from "./rules";

/** Why is it red? Open where somebody would ask, folded where all is well, absent where there is nothing to ask. */
export function WhyRed({ keyResult, health }: { keyResult: string; health: string }) {
  const { me } = useWorkspace();
  if (!mayAsk(health) || me.role === "guest") return null;
  return <Asked key={`${keyResult}-${asksWhy(health)}`} health={health} answer={<CausesOf keyResult={keyResult} />} />;
}

/** The same of an objective: the strongest causes of the key results that pull it down. Absent where all is well. */
export function WhyRedObjective({ objective, health }: { objective: string; health: string }) {
  const { me } = useWorkspace();
  if (!asksWhy(health) || !mayAsk(health) || me.role === "guest") return null;
  return <Asked key={objective} health={health} answer={<CausesOfObjective objective={objective} short />} />;
}

function Asked({ health, answer }: { health: string; answer: ReactNode }) {
  const [open, setOpen] = useState(asksWhy(health));
  const id = useId();
  return (
    <section className={styles.panel}>
      <h2>
        <button type="button" className={styles.fold} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          <Icon name={open ? "chevronDown" : "chevronRight"} size={14} />
          {asksWhy(health) ? title(health) : i18n._({ id: "causes.quiet", message: "What could still get in the way?" })}
        </button>
      </h2>
      <div id={id}>{open && answer}</div>
    </section>
  );
}

const title = (health: string): string => {
  if (health === "off_track") return i18n._({ id: "causes.red", message: "Why is it red?" });
  if (health === "at_risk") return i18n._({ id: "causes.amber", message: "Why is it at risk?" });
  return i18n._({ id: "causes.title", message: "What stands in the way?" });
};
