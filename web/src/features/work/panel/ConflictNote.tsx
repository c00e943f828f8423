import { i18n } from "@/i18n/i18n";
import { Button } from "@/ui/Button";
import type { Conflict } from "./useTextEdit";
import styles from "./panel.module.css";

/** Somebody else wrote here meanwhile: theirs is shown, and what one typed is still in the field. */
export function ConflictNote({ conflict, keep, take }: { conflict: Conflict; keep: () => void; take: () => void }) {
  return (
    <div role="alert" className={styles.conflict}>
      <p>{i18n._({ id: "work.conflict", message: "Somebody changed this while you were writing. Now it says:" })}</p>
      <blockquote>{conflict.theirs || i18n._({ id: "work.conflict.empty", message: "(nothing)" })}</blockquote>
      <div className={styles.buttons}>
        <Button size="s" variant="primary" onClick={keep}>
          {i18n._({ id: "work.conflict.mine", message: "Save mine" })}
        </Button>
        <Button size="s" onClick={take}>
          {i18n._({ id: "work.conflict.theirs", message: "Keep theirs" })}
        </Button>
      </div>
    </div>
  );
}
