import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatShare } from "@/lib/numbers";
import { Button, IconButton } from "@/ui/Button";
import { NumberField } from "@/ui/fields/NumberField";
import { useWorkspace } from "@/widgets/workspace";
import { useUnlink, useWeigh } from "../links";
import type { ServedOut, TaskDetail } from "../queries";
import { LinkForm } from "./LinkForm";
import { Part } from "./Part";
import styles from "./panel.module.css";

/** The key results that this task itself serves, with weight; its project and parents may serve more. */
export function KeyResults({ task }: { task: TaskDetail }) {
  const [adding, setAdding] = useState(false);
  const { key_results: served, hidden_key_results: hidden } = task;
  if (served.length + hidden === 0 && !task.can.link) return null;
  return (
    <Part
      title={i18n._({ id: "work.keyResults", message: "Key results it is linked to" })}
      actions={
        task.can.link &&
        !adding && (
          <Button size="s" variant="quiet" icon="plus" onClick={() => setAdding(true)}>
            {i18n._({ id: "work.link", message: "Link" })}
          </Button>
        )
      }
    >
      <ul className={styles.links}>
        {served.map((link) => (
          <LinkRow key={link.id} link={link} task={task} />
        ))}
      </ul>
      {hidden > 0 && <p className={styles.note}>{i18n._({ id: "work.hiddenGoals", message: "{hidden, plural, one {a goal that is not shared with you} other {# goals that are not shared with you}}", values: { hidden } })}</p>}
      {served.length + hidden === 0 && !adding && <p className={styles.note}>{i18n._({ id: "work.keyResults.none", message: "None by itself." })}</p>}
      {adding && <LinkForm task={task} close={() => setAdding(false)} />}
    </Part>
  );
}

function LinkRow({ link, task }: { link: ServedOut; task: TaskDetail }) {
  const { slug } = useWorkspace();
  const locale = useFormatLocale();
  const unlink = useUnlink(task.id);
  const weigh = useWeigh(task.id);
  const [weight, setWeight] = useState<number | null>(link.weight);
  return (
    <li>
      <span className={styles.words}>
        <Link to="/w/$workspace/key-results/$keyResult" params={{ workspace: slug, keyResult: link.key_result_id }}>
          {link.title}
        </Link>
        <span className={styles.note}>
          {link.objective_title}
          {link.share !== null && ` · ${i18n._({ id: "goals.countsFor", message: "{share} of the number above", values: { share: formatShare(link.share, locale) } })}`}
        </span>
      </span>
      {task.can.link ? (
        <>
          <span className={styles.weight} onBlur={() => weight !== null && weight !== link.weight && weigh.run({ link, weight })}>
            <NumberField label={i18n._({ id: "work.weight", message: "Weight for {title}", values: { title: link.title } })} hideLabel decimals={2} value={weight} onChange={setWeight} />
          </span>
          <IconButton icon="x" size="s" label={i18n._({ id: "work.unlink", message: "Unlink {title}", values: { title: link.title } })} onClick={() => unlink.run(link)} />
        </>
      ) : (
        <span className="num">{link.weight}</span>
      )}
    </li>
  );
}
