import { i18n } from "@/i18n/i18n";
import { Choice, Choices } from "@/ui/Choices";
import { type Domain, domainNames } from "@/widgets/templates/rules";
import styles from "./Library.module.css";

interface DomainListProps {
  counts: ReadonlyMap<Domain, number>;
  chosen: string | undefined;
  choose: (domain: Domain | undefined) => void;
}

/** The domains with how many each has; on a phone one line that scrolls. */
export function DomainList({ counts, chosen, choose }: DomainListProps) {
  const names = domainNames();
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const known = (Object.keys(names) as Domain[]).filter((domain) => domain !== "other" || counts.has("other"));
  return (
    <div className={styles.domains}>
      <Choices label={i18n._({ id: "library.domains", message: "Domains" })} narrow="scroll">
        <Choice chosen={chosen === undefined} choose={() => choose(undefined)} end={all}>
          {i18n._({ id: "library.domains.all", message: "All domains" })}
        </Choice>
        {known.map((domain) => (
          <Choice key={domain} chosen={chosen === domain} empty={!counts.has(domain)} choose={() => choose(chosen === domain ? undefined : domain)} end={counts.get(domain) ?? 0}>
            {names[domain]}
          </Choice>
        ))}
      </Choices>
    </div>
  );
}
