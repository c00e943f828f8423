import { useState } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { narrow } from "@/lib/numbers";
import { Scale } from "@/ui/fields/Scale";
import { Tag } from "@/ui/Status";
import { formatValue, valueLine } from "@/widgets/goals/values";
import { useScore, type Where } from "./queries";
import styles from "./Review.module.css";
import type { GradedKeyResult } from "./rules";

const tenths = Array.from({ length: 11 }, (_, tenth) => ({ value: tenth / 10, label: (tenth / 10).toFixed(1) }));

/** One key result before the reveal: what was meant and where it stands, and one's own score. Nothing that would anchor it. */
export function BlindRow({ row, where, may }: { row: GradedKeyResult; where: Where; may: boolean }) {
  const score = useScore(where);
  const { key_result: one } = row;
  const [chosen, setChosen] = useState<number | null>(null);
  const given = chosen ?? row.mine?.score ?? null;
  const give = (value: number) => {
    setChosen(value);
    void score.ask({ keyResult: one.id, score: value }).catch(() => setChosen(null));
  };
  return (
    <li className={styles.row}>
      <KeyResultWords row={row} />
      {may && (
        <Scale
          label={i18n._({ id: "rituals.yourScore", message: "Your score: {title}", values: { title: one.title } })}
          digits
          steps={tenths}
          value={given}
          onChange={give}
        />
      )}
    </li>
  );
}

/** Its words, its way, and whether it was a promise. */
export function KeyResultWords({ row }: { row: GradedKeyResult }) {
  const locale = useFormatLocale();
  const { key_result: one } = row;
  const original = one.original?.target ?? null;
  return (
    <div className={styles.words}>
      <span>{narrow(one.title)}</span>
      <small>
        {[valueLine({ ...one, value: one.latest?.value ?? null, total: one.latest?.total, ended: one.cycle.closed }, locale), original !== null && original !== one.target && i18n._({ id: "rituals.atFirst", message: "at first {target}", values: { target: formatValue(original, one, locale) } })].filter(Boolean).join(" · ")}
      </small>
      {one.commitment === "committed" && <Tag>{i18n._({ id: "goals.committed", message: "Committed" })}</Tag>}
    </div>
  );
}
