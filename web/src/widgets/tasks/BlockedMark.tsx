import { Icon } from "@/ui/icons";
import styles from "./BlockedMark.module.css";
import { blockedTip, blockedWords } from "./blocked";

/** What an open task waits for, in a few words with a mark; nothing where it waits for nothing. */
export function BlockedMark({ task }: { task: Parameters<typeof blockedWords>[0] }) {
  const words = blockedWords(task);
  if (!words) return null;
  return (
    <span className={styles.mark} title={blockedTip(task)}>
      <Icon name="clock" size={12} />
      <span className={styles.words}>{words}</span>
    </span>
  );
}
