import { i18n } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { SelectField } from "@/ui/fields/SelectField";
import { Section } from "@/ui/layout";
import { EmptyState } from "@/ui/states";
import type { Import, Kind } from "../queries";
import { useTally } from "../tally";
import { allKinds, countedNouns, kindWord, nounWord, peopleLine } from "../words";
import { useChangeImport } from "../writes";
import styles from "./Imports.module.css";
import { Outline } from "./Outline";

/** What the file was taken for; another kind reads it again from the beginning. */
export function KindField({ shown }: { shown: Import }) {
  const change = useChangeImport();
  return (
    <div className={styles.pickWide}>
      <SelectField
        label={i18n._({ id: "imports.kind", message: "We take it for" })}
        options={allKinds.map((kind) => ({ value: kind, label: kindWord(kind) }))}
        value={shown.kind}
        placeholder={i18n._({ id: "imports.kindUnknown", message: "Choose what it is" })}
        onChange={(kind) => kind && kind !== shown.kind && change.run({ id: shown.id, kind: kind as Kind, mapping: {} })}
      />
      <br />
    </div>
  );
}

/** How much would be made or changed, by noun. */
export function Counts({ shown }: { shown: Import }) {
  const { counts, people } = useTally(shown);
  const nouns = countedNouns.filter((noun) => (counts[noun] ?? 0) > 0);
  const was = shown.state === "done" || shown.state === "undone";
  const named = (cycle: Import["cycles"][number]) => `${cycle.name} (${formatDay(cycle.starts_on)} – ${formatDay(cycle.ends_on)})`;
  const cycles = shown.cycles.map(named).join(", ");
  const missing = was ? [] : shown.cycles.filter((cycle) => cycle.cycle_id === null);
  return (
    <Section
      title={was ? i18n._({ id: "imports.made", message: "What it made" }) : i18n._({ id: "imports.makes", message: "What it will make" })}
      note={
        shown.same > 0 &&
        i18n._({ id: "imports.same", message: "{n, plural, one {# thing is} other {# things are}} here already and unchanged: nothing is made twice.", values: { n: shown.same } })
      }
    >
      {nouns.length === 0 ? (
        <EmptyState
          icon="check"
          sentence={
            shown.same > 0
              ? i18n._({ id: "imports.makesNothing", message: "Nothing new: all of it is here already." })
              : i18n._({ id: "imports.makesNothingOf", message: "Nothing: no line of the file could be used. Say below which column holds the titles." })
          }
        />
      ) : (
        <ul className={styles.counts}>
          {nouns.map((noun) => (
            <li key={noun}>
              <strong className="num">{counts[noun]}</strong>
              {nounWord(noun, counts[noun] ?? 0)}
            </li>
          ))}
        </ul>
      )}
      {cycles !== "" && (
        <p className={`${styles.quiet} ${styles.after}`}>
          {i18n._({ id: "imports.wasInCycles", message: "In {cycles}.", values: { cycles } })}{" "}
          {missing.length > 0 &&
            i18n._({
              id: "imports.makesCycles",
              message: "{n, plural, one {{names} is not here yet and will be made.} other {{names} are not here yet and will be made.}}",
              values: { n: missing.length, names: missing.map((cycle) => cycle.name).join(", ") },
            })}
        </p>
      )}
      {people.named > 0 && <p className={`${styles.quiet} ${styles.after}`}>{peopleLine(people, was)}</p>}
      <Outline shown={shown} />
    </Section>
  );
}
