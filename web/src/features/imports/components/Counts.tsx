import { i18n } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { SelectField } from "@/ui/fields/SelectField";
import { Section } from "@/ui/layout";
import { EmptyState } from "@/ui/states";
import type { Import, Kind } from "../queries";
import { allKinds, countedNouns, kindWord, nounWord } from "../words";
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
  const nouns = countedNouns.filter((noun) => (shown.counts[noun] ?? 0) > 0);
  const was = shown.state === "done" || shown.state === "undone";
  const cycles = shown.cycles.map((cycle) => `${cycle.name} (${formatDay(cycle.starts_on)} – ${formatDay(cycle.ends_on)})`);
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
              <strong className="num">{shown.counts[noun]}</strong>
              {nounWord(noun, shown.counts[noun] ?? 0)}
            </li>
          ))}
        </ul>
      )}
      {cycles.length > 0 && (
        <p className={`${styles.quiet} ${styles.after}`}>
          {was
            ? i18n._({ id: "imports.wasInCycles", message: "In {cycles}.", values: { cycles: cycles.join(", ") } })
            : i18n._({ id: "imports.inCycles", message: "In {cycles}. A cycle that is missing is made.", values: { cycles: cycles.join(", ") } })}
        </p>
      )}
      <Outline shown={shown} />
    </Section>
  );
}
