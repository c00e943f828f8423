import { i18n, useFormatLocale } from "@/i18n/i18n";
import { fromIso } from "@/lib/dates";
import { dateFormat } from "@/lib/formats";
import { formatShare } from "@/lib/numbers";
import styles from "./Assessment.module.css";
import type { ToAssess } from "./rules";
import { decisionWord } from "./words";

/** What was said of it this month and before: thought beside computed, then and now. */
export function Earlier({ item }: { item: ToAssess }) {
  const locale = useFormatLocale();
  const said = [...(item.current ? [item.current] : []), ...item.earlier];
  if (said.length === 0) return null;
  const month = dateFormat({ month: "long" }, locale);
  return (
    <section className={styles.earlier}>
      <h3>{i18n._({ id: "rituals.earlier", message: "What we said before" })}</h3>
      <ul>
        {said.map((one) => (
          <li key={one.id}>
            <strong>{month.format(fromIso(one.month))}</strong>{" "}
            {i18n._({ id: "rituals.earlier.line", message: "we thought {judgement}, at {progress} done: {decision}", values: { judgement: `${one.judgement}\u202f%`, progress: one.progress === null ? "–" : formatShare(one.progress, locale), decision: decisionWord(one.decision).toLowerCase() } })}
            {one.chance !== null && ` (${i18n._({ id: "rituals.chance", message: "computed chance {chance}", values: { chance: formatShare(one.chance) } })})`}
            {one.reason && <q>{one.reason}</q>}
            {one.by && <small> {one.by.name}</small>}
          </li>
        ))}
      </ul>
    </section>
  );
}
