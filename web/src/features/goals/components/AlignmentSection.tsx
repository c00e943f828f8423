import { Link } from "@tanstack/react-router";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatShare, narrow } from "@/lib/numbers";
import { ProgressBar } from "@/ui/ProgressBar";
import { Section } from "@/ui/layout";
import { Tag } from "@/ui/Status";
import { AskedHealth } from "@/widgets/causes/AskedHealth";
import { healthTone } from "@/widgets/goals/health";
import { useWorkspace } from "@/widgets/workspace";
import type { LinkRow } from "../alignments";
import type { ObjectiveFull } from "../queries";
import { AlignButton } from "./AlignButton";
import styles from "./KeyResultRows.module.css";
import { LinkActions } from "./LinkActions";

type Parent = ObjectiveFull["parents"][number];
type Child = ObjectiveFull["children"][number];

/** What this objective serves, and what serves it. */
export function AlignmentSection({ full }: { full: ObjectiveFull }) {
  const { id, can } = full.objective;
  return (
    <>
      {(full.parents.length > 0 || can.align) && (
        <Section title={i18n._({ id: "goals.serves", message: "Serves" })} actions={can.align && <AlignButton objective={id} />}>
          {full.parents.length === 0 && <p className={styles.none}>{i18n._({ id: "goals.serves.none", message: "It stands on its own: no goal above counts it." })}</p>}
          <ul className={styles.list}>
            {full.parents.map((parent) => (
              <ParentRow key={parent.alignment_id} parent={parent} child={id} mayChange={can.align} />
            ))}
          </ul>
        </Section>
      )}
      {full.children.length > 0 && (
        <Section title={i18n._({ id: "goals.servedBy", message: "Served by" })}>
          <ChildList items={full.children} above={id} mayChange={can.accept} />
        </Section>
      )}
    </>
  );
}

/** The objectives below a goal. `above`: the objective that they serve, where they are not cascades of a key result. */
export function ChildList({ items, above, mayChange }: { items: readonly Child[]; above: string; mayChange: boolean }) {
  return (
    <ul className={styles.list}>
      {items.map((child) => (
        <ChildRow key={child.alignment_id} child={child} above={above} mayChange={mayChange} />
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

function ParentRow({ parent, child, mayChange }: { parent: Parent; child: string; mayChange: boolean }) {
  const { slug } = useWorkspace();
  const { alignment_id, kind, weight, version, objective, key_result } = parent;
  const title = key_result?.title ?? objective?.title ?? i18n._({ id: "goals.hidden", message: "a goal that is not shared with you" });
  const above = parent.hidden ? null : { objective_id: key_result ? null : (objective?.id ?? null), key_result_id: key_result?.id ?? null };
  const link: LinkRow = { id: alignment_id, child, above, kind, weight, version };
  return (
    <li className={styles.link}>
      <div className={styles.words}>
        {key_result && (
          <Link className={styles.title} to="/w/$workspace/key-results/$keyResult" params={{ workspace: slug, keyResult: key_result.id }}>
            {key_result.title}
          </Link>
        )}
        {objective && (
          <div className={key_result ? styles.within : undefined}>
            <Link className={key_result ? undefined : styles.title} to="/w/$workspace/objectives/$objective" params={{ workspace: slug, objective: objective.id }}>
              {objective.title}
            </Link>
          </div>
        )}
        {parent.hidden && <span className={styles.title}>{i18n._({ id: "goals.hidden", message: "a goal that is not shared with you" })}</span>}
      </div>
      <Tag>{kindWord(parent.kind)}</Tag>
      <span className={styles.last}>{mayChange && <LinkActions link={link} title={title} />}</span>
    </li>
  );
}

function ChildRow({ child, above, mayChange }: { child: Child; above: string; mayChange: boolean }) {
  const { slug } = useWorkspace();
  const locale = useFormatLocale();
  const title = child.objective?.title ?? i18n._({ id: "goals.hidden", message: "a goal that is not shared with you" });
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
        <span className="num">{narrow(child.progress.display) || "–"}</span>
      </div>
      {child.health && child.objective ? <AskedHealth subject="objective" id={child.objective.id} of={title} health={child.health} /> : <span />}
      <span className={styles.last}>{mayChange && child.objective && <LinkActions link={linkOf(child, child.objective.id, above)} title={title} />}</span>
    </li>
  );
}

function linkOf(child: Child, id: string, objective: string): LinkRow {
  const above = child.key_result_id ? { objective_id: null, key_result_id: child.key_result_id } : { objective_id: objective, key_result_id: null };
  return { id: child.alignment_id, child: id, above, kind: child.kind, weight: child.weight, version: child.version };
}
