import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatMoment } from "@/lib/dates";
import { type ChangeOut, changeSentence, isSeen } from "../changes";
import styles from "./ChangeList.module.css";

/** What happened to a goal and its number, newest first. `names`: titles of the goals below it that are told of, by id. */
export function ChangeList({ changes, names = {} }: { changes: readonly ChangeOut[]; names?: Record<string, string> }) {
  const locale = useFormatLocale();
  const seen = changes.filter(isSeen);
  if (seen.length === 0) return <p className={styles.none}>{i18n._({ id: "goals.changes.none", message: "Nothing has changed yet." })}</p>;
  return (
    <ol className={styles.list}>
      {seen.map((change, at) => (
        <li key={`${change.at}-${at}`}>
          <span>
            {names[change.subject_id] && <span className={styles.of}>{names[change.subject_id]}: </span>}
            {changeSentence(change, locale)}
          </span>
          {change.reason && <q>{change.reason}</q>}
          <time dateTime={change.at}>{formatMoment(change.at, locale)}</time>
        </li>
      ))}
    </ol>
  );
}
