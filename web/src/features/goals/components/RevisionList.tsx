import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { revisionSentence } from "../changes";
import type { KeyResultFull } from "../queries";
import styles from "./ChangeList.module.css";

type Revision = KeyResultFull["revisions"][number];

/** What was agreed at the start and changed since, with its reasons: it stays visible. */
export function RevisionList({ revisions, names = {} }: { revisions: readonly Revision[]; names?: Record<string, string> }) {
  const locale = useFormatLocale();
  return (
    <ol className={styles.list} aria-label={i18n._({ id: "goals.revisions", message: "Changed after the start" })}>
      {revisions.toReversed().map((one) => (
        <li key={one.id}>
          <span>
            {one.key_result_id && names[one.key_result_id] && <span className={styles.of}>{names[one.key_result_id]}: </span>}
            {revisionSentence(one, locale)}
          </span>
          <q>{one.reason}</q>
          <time dateTime={one.at}>{formatDay(one.on, { locale })}</time>
        </li>
      ))}
    </ol>
  );
}
