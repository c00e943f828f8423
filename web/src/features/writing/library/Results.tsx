import { i18n, useFormatLocale } from "@/i18n/i18n";
import { Tag } from "@/ui/Status";
import { valueLine } from "@/widgets/goals/values";
import { readingOf, type TemplateResult } from "@/widgets/templates/rules";
import styles from "./Library.module.css";

/** The key results with their example numbers, and where such numbers come from. */
export function Results({ results, past = false }: { results: readonly TemplateResult[]; past?: boolean }) {
  return (
    <section className={styles.results}>
      <h3>{i18n._({ id: "goals.keyResults", message: "Key results" })}</h3>
      <ol>
        {results.map((one) => (
          <Result key={one.title} one={one} past={past} />
        ))}
      </ol>
    </section>
  );
}

function Result({ one, past }: { one: TemplateResult; past: boolean }) {
  const locale = useFormatLocale();
  const numbers = one.kind === "milestone" ? one.steps.map((step) => step.name).join(" → ") : valueLine(one, locale);
  const reading = readingOf(one);
  return (
    <li>
      <p className={styles.result}>{one.title}</p>
      {(numbers || !past) && (
        <p className={styles.numbers}>
          {numbers && !past && one.kind !== "milestone" && <span>{i18n._({ id: "library.forExample", message: "for example" })}</span>}
          {numbers && <b className="num">{numbers}</b>}
          {!past && <Marks one={one} />}
        </p>
      )}
      {reading && <p className={styles.reading}>{reading}</p>}
    </li>
  );
}

/** When it moves, how firmly it is meant, and whether it watches the others. */
function Marks({ one }: { one: TemplateResult }) {
  return (
    <>
      <Tag>{one.indicator === "leading" ? i18n._({ id: "goals.leading", message: "Leading" }) : i18n._({ id: "goals.lagging", message: "Lagging" })}</Tag>
      {one.commitment === "committed" && <Tag>{i18n._({ id: "library.committed", message: "Committed" })}</Tag>}
      {one.guards && <Tag>{i18n._({ id: "library.guards", message: "Counter-metric" })}</Tag>}
    </>
  );
}
