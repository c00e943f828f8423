import { Link } from "@tanstack/react-router";
import { i18n } from "@/i18n/i18n";
import { HealthBadge, type HealthBadgeProps } from "../goals/HealthBadge";
import { healthWord } from "../goals/health";
import { useWorkspace } from "../workspace";
import styles from "./AskedHealth.module.css";
import { asksWhy, mayAsk } from "./rules";

interface AskedHealthProps extends HealthBadgeProps {
  subject: "objective" | "key_result";
  id: string;
  /** The goal's title, for the name of the link. */
  of: string;
  tabIndex?: 0 | -1;
}

/** Health with "why?" beside it where somebody would ask: one click to what stands in the way, the next to who can help. */
export function AskedHealth({ subject, id, of, tabIndex, ...badge }: AskedHealthProps) {
  const { me } = useWorkspace();
  const { state } = badge.health;
  if (!asksWhy(state) || !mayAsk(state) || me.role === "guest") return <HealthBadge {...badge} />;
  return (
    <span className={styles.asked}>
      <HealthBadge {...badge} />
      <Link
        to="."
        search={(before: Record<string, unknown>) => ({ ...before, causes: `${subject}:${id}` })}
        className={styles.why}
        tabIndex={tabIndex}
        aria-label={i18n._({ id: "causes.ask.name", message: "why? {health}: {of}", values: { health: healthWord(state), of } })}
        data-no-print
      >
        {i18n._({ id: "causes.ask", message: "why?" })}
      </Link>
    </span>
  );
}
