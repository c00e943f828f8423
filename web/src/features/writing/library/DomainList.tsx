import { i18n } from "@/i18n/i18n";
import { Count } from "@/ui/Status";
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
    <nav className={styles.domains} aria-label={i18n._({ id: "library.domains", message: "Domains" })}>
      <button type="button" aria-pressed={chosen === undefined} onClick={() => choose(undefined)}>
        {i18n._({ id: "library.domains.all", message: "All domains" })} <Count>{all}</Count>
      </button>
      {known.map((domain) => (
        <button key={domain} type="button" aria-pressed={chosen === domain} data-none={counts.has(domain) ? undefined : true} onClick={() => choose(chosen === domain ? undefined : domain)}>
          {names[domain]} <Count>{counts.get(domain) ?? 0}</Count>
        </button>
      ))}
    </nav>
  );
}
