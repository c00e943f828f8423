import { Link } from "@tanstack/react-router";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatShare, narrow } from "@/lib/numbers";
import { Avatar } from "@/ui/Avatar";
import { ProgressBar } from "@/ui/ProgressBar";
import { Tag } from "@/ui/Status";
import { AskedHealth } from "@/widgets/causes/AskedHealth";
import { healthTone } from "@/widgets/goals/health";
import { ProgressNumber } from "@/widgets/goals/ProgressNumber";
import { restWords } from "@/widgets/goals/RestNote";
import { valueLine } from "@/widgets/goals/values";
import { useWorkspace } from "@/widgets/workspace";
import type { KeyResultOut } from "../queries";
import { RecordButton } from "./record/RecordButton";
import styles from "./KeyResultRows.module.css";

/** The key results of one objective: value against target, pace, weight. */
export function KeyResultRows({ rows }: { rows: readonly KeyResultOut[] }) {
  return (
    <ul className={styles.list}>
      {rows.map((row) => (
        <KeyResultRow key={row.id} row={row} />
      ))}
    </ul>
  );
}

function KeyResultRow({ row }: { row: KeyResultOut }) {
  const { slug } = useWorkspace();
  const locale = useFormatLocale();
  const line = valueLine({ ...row, value: row.latest?.value ?? null, total: row.latest?.total, ended: row.cycle.closed }, locale);
  return (
    <li className={styles.row} data-dropped={row.state === "dropped" || undefined}>
      <div className={styles.words}>
        <Link className={styles.title} to="/w/$workspace/key-results/$keyResult" params={{ workspace: slug, keyResult: row.id }}>
          {narrow(row.title)}
        </Link>
        <div className={styles.facts}>
          {line && <span className="num">{line}</span>}
          <span>{i18n._({ id: "goals.share", message: "{share} of the objective", values: { share: formatShare(row.weight_share, locale) } })}</span>
          {row.forecast?.chance_display && (
            <span className="num">{i18n._({ id: "goals.row.chance", message: "{chance} chance of success", values: { chance: narrow(row.forecast.chance_display) } })}</span>
          )}
          {row.rest?.of === "key_result" && <span>{narrow(restWords(row.rest, false, locale))}</span>}
          {row.commitment === "committed" && <Tag>{i18n._({ id: "goals.committed", message: "Committed" })}</Tag>}
          {row.indicator === "leading" && <Tag>{i18n._({ id: "goals.leading", message: "Leading" })}</Tag>}
        </div>
      </div>
      <div className={styles.progress}>
        <ProgressBar value={row.progress.counted} pace={row.score === null ? row.expected : null} tone={healthTone(row.health.state)} label={row.title} />
        <ProgressNumber subject="key_result" id={row.id} display={row.progress.display} of={row.title} />
      </div>
      <AskedHealth subject="key_result" id={row.id} of={row.title} health={row.health} />
      <span className={styles.owner}>{row.owner && <Avatar name={row.owner.name} size={24} />}</span>
      <span className={styles.last}>{row.can.record && <RecordButton row={row} />}</span>
    </li>
  );
}
