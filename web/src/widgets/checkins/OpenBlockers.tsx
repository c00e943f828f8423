import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatSince } from "@/lib/dates";
import { narrow } from "@/lib/numbers";
import { Section } from "@/ui/layout";
import { useWorkspace } from "../workspace";
import styles from "./CheckIns.module.css";
import { blockersQuery } from "./queries";

/** What is in the way of an objective, as its newest check-ins say; nothing where nothing is. */
export function OpenBlockers({ objective }: { objective: string }) {
  const { slug } = useWorkspace();
  const locale = useFormatLocale();
  const { data } = useQuery(blockersQuery(slug, objective));
  if (!data || data.items.length === 0) return null;
  return (
    <Section title={i18n._({ id: "checkins.inTheWay", message: "In the way" })}>
      <ul className={styles.blockers}>
        {data.items.map((blocker) => (
          <li key={blocker.check_in_id}>
            <p>{blocker.text}</p>
            <p className={styles.facts}>
              <Link to="/w/$workspace/key-results/$keyResult" params={{ workspace: slug, keyResult: blocker.key_result.id }}>
                {narrow(blocker.key_result.title)}
              </Link>
              {blocker.author && <span>{blocker.author.name}</span>}
              <span>{i18n._({ id: "checkins.since", message: "said {ago}", values: { ago: formatSince(blocker.since, undefined, locale) } })}</span>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
