import { useRef } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { formatShare } from "@/lib/numbers";
import { Button } from "@/ui/Button";
import { CauseRow } from "./CauseRow";
import { useReveal } from "@/ui/useReveal";
import styles from "./causes.module.css";
import type { Cause, Causes } from "./queries";
import { asksWhy, barOf, shortest, sides } from "./rules";

const HOPEFUL = 0.7;

interface CauseListProps {
  causes: Causes;
  /** So many at first, without the plan; the rest when one asks. */
  most?: number;
}

/** What stands in the way of one key result, strongest first, and when the work will be done by the plan. */
export function CauseList({ causes, most }: CauseListProps) {
  const box = useRef<HTMLDivElement>(null);
  const first = shortest(causes.items, most ?? 0);
  const [all, reveal] = useReveal(box, first.length);
  return (
    <div ref={box}>
      {most === undefined || all ? <Whole causes={causes} /> : <First causes={causes} first={first} reveal={reveal} />}
    </div>
  );
}

function First({ causes, first, reveal }: { causes: Causes; first: Cause[]; reveal: () => void }) {
  const rest = causes.items.length - first.length;
  return (
    <div className={styles.causes}>
      {causes.summary && <p className={styles.summary}>{causes.summary}</p>}
      <Rows mixed of={causes} items={first} label={i18n._({ id: "causes.list", message: "What stands in the way" })} />
      {rest > 0 && (
        <div className={styles.rest}>
          <Button size="s" variant="quiet" onClick={reveal} aria-label={i18n._({ id: "causes.all.of", message: "{rest} more causes: {title}", values: { rest, title: causes.key_result.title } })}>
            {i18n._({ id: "causes.all", message: "{rest} more", values: { rest } })}
          </Button>
        </div>
      )}
    </div>
  );
}

function Whole({ causes }: { causes: Causes }) {
  const { success, work } = sides(causes.items);
  const own = work.length === 0;
  const beside = i18n._({ id: "causes.work", message: "The work linked to it" });
  return (
    <div className={styles.causes}>
      {causes.summary && <p className={styles.summary}>{causes.summary}</p>}
      {own && <Plan causes={causes} />}
      <Rows of={causes} items={success} label={i18n._({ id: "causes.list", message: "What stands in the way" })} />
      {!own && (
        <section>
          <h3 className={styles.side}>{beside}</h3>
          <Plan causes={causes} />
          <Rows of={causes} items={work} label={beside} />
        </section>
      )}
      {causes.items.some((one) => one.effect !== null) && <p className={styles.foot}>{i18n._({ id: "causes.foot", message: "Points of the chance, each by itself: they do not add up. What is so is said; what it comes from is for you to judge." })}</p>}
    </div>
  );
}

function Rows({ of, label, items, mixed = false }: { of: Causes; label: string; items: readonly Cause[]; mixed?: boolean }) {
  if (items.length === 0) return null;
  return (
    <ol className={styles.list} aria-label={label}>
      {items.map((cause, place) => (
        <CauseRow key={`${cause.kind}-${place}`} of={of.key_result.id} cause={cause} bar={barOf(cause, items)} mixed={mixed} />
      ))}
    </ol>
  );
}

/** "By the plan: 24 % to be done in time. As likely as not by 12 Dec; rather surely by 20 Dec." */
function Plan({ causes: { plan, health, items } }: { causes: Causes }) {
  const locale = useFormatLocale();
  if (!plan) return null;
  const hopeful = plan.chance >= HOPEFUL && asksWhy(health.state) && items.every((one) => one.of === "success");
  const chance = formatShare(plan.chance, locale);
  const { likely_on: likely, safe_on: safe } = plan;
  return (
    <p className={`${styles.plan} num`}>
      {i18n._({ id: "causes.plan", message: "By who does what, the estimates and what waits for what: {chance} to be done in time.", values: { chance } })}{" "}
      {likely && safe && i18n._({ id: "causes.plan.days", message: "As likely as not by {likely}, fairly surely by {safe}.", values: { likely: formatDay(likely, { locale }), safe: formatDay(safe, { locale }) } })}{" "}
      {hopeful && i18n._({ id: "causes.plan.hopeful", message: "That is more than its pace so far says." })}
    </p>
  );
}
