import { i18n } from "@/i18n/i18n";
import { FormDialog } from "@/ui/Dialog";
import type { Refusal } from "../bulk";
import styles from "./BulkBar.module.css";

/** Nothing of a batch was changed: which tasks stand in the way, why, and how to go on without them. */
export function BulkRefusal({ refusal, close }: { refusal: Refusal; close: () => void }) {
  return (
    <FormDialog
      title={i18n._({ id: "work.bulk.refused", message: "Nothing was changed" })}
      close={close}
      submit={i18n._({ id: "work.bulk.without", message: "Do it without {n, plural, one {this one} other {these #}}", values: { n: refusal.tasks.length } })}
      onSubmit={() => {
        close();
        refusal.without();
      }}
    >
      <ul className={styles.refused}>
        {refusal.tasks.map((task) => (
          <li key={task.id}>
            {task.name}
            <span className={styles.why}>{task.why}</span>
          </li>
        ))}
      </ul>
    </FormDialog>
  );
}
