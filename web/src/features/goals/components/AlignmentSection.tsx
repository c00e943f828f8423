import { Link } from "@tanstack/react-router";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatShare } from "@/lib/numbers";
import { ProgressBar } from "@/ui/ProgressBar";
import { Section } from "@/ui/layout";
import { Tag } from "@/ui/Status";
import { HealthBadge } from "@/widgets/goals/HealthBadge";
import { healthTone } from "@/widgets/goals/health";
import { useWorkspace } from "@/widgets/workspace";
import type { ObjectiveFull } from "../queries";
import styles from "./KeyResultRows.module.css";

type Parent = ObjectiveFull["parents"][number];
type Child = ObjectiveFull["children"][number];

/** What this objective serves, and what serves it. */
export function AlignmentSection({ full }: { full: ObjectiveFull }) {
  return (
    <>
      {full.parents.length > 0 && (
        <Section title={i18n._({ id: "goals.serves", message: "Serves" })}>
          <ul className={styles.list}>
            {full.parents.map((parent) => (
              <ParentRow key={parent.alignment_id} parent={parent} />
            ))}
          </ul>
        </Section>
      )}
      {full.children.length > 0 && (
        <Section title={i18n._({ id: "goals.servedBy", message: "Served by" })}>
          <ChildList items={full.children} />
        </Section>
      )}
    </>
  );
}

export function ChildList({ items }: { items: readonly Child[] }) {
  return (
    <ul className={styles.list}>
      {items.map((child) => (
        <ChildRow key={child.alignment_id} child={child} />
      ))}
    </ul>
  );
}

const kindWord = (kind: Parent["kind"]): string =>
  ({
    cascade: i18n._({ id: "goals.link.cascade", message: "Handed down" }),
    contributes: i18n._({ id: "goals.link.contributes", message: "Contributes" }),
    supports: i18n._({ id: "goals.link.supports", message: "Supports, not counted" }),
  })[kind];

function ParentRow({ parent }: { parent: Parent }) {
  const { slug } = useWorkspace();
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        {parent.key_result && (
          <Link className={styles.title} to="/w/$workspace/key-results/$keyResult" params={{ workspace: slug, keyResult: parent.key_result.id }}>
            {parent.key_result.title}
          </Link>
        )}
        {parent.objective && (
          <Link className={styles.title} to="/w/$workspace/objectives/$objective" params={{ workspace: slug, objective: parent.objective.id }}>
            {parent.objective.title}
          </Link>
        )}
        {parent.hidden && <span className={styles.title}>{i18n._({ id: "goals.hidden", message: "a private goal" })}</span>}
      </div>
      <Tag>{kindWord(parent.kind)}</Tag>
    </li>
  );
}

function ChildRow({ child }: { child: Child }) {
  const { slug } = useWorkspace();
  const locale = useFormatLocale();
  const title = child.objective?.title ?? i18n._({ id: "goals.hidden", message: "a private goal" });
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        {child.objective ? (
          <Link className={styles.title} to="/w/$workspace/objectives/$objective" params={{ workspace: slug, objective: child.objective.id }}>
            {title}
          </Link>
        ) : (
          <span className={styles.title}>{title}</span>
        )}
        <div className={styles.facts}>
          {child.team && <span>{child.team.name}</span>}
          <span>{child.kind === "supports" ? kindWord(child.kind) : i18n._({ id: "goals.countsFor", message: "{share} of the number above", values: { share: formatShare(child.share, locale) } })}</span>
        </div>
      </div>
      <div className={styles.progress}>
        <ProgressBar value={child.progress.counted} tone={healthTone(child.health?.state ?? "")} label={title} />
        <span className="num">{child.progress.display || "–"}</span>
      </div>
      {child.health && <HealthBadge health={child.health} />}
    </li>
  );
}
