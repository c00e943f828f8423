import { Link } from "@tanstack/react-router";
import { i18n } from "@/i18n/i18n";
import { narrow } from "@/lib/numbers";
import { useGlide } from "./useGlide";
import styles from "./ProgressNumber.module.css";

export interface ProgressNumberProps {
  /** What the number belongs to: it is asked why by `?why=<subject>:<id>`. */
  subject: "objective" | "key_result";
  id: string;
  /** As the server writes it: "73 %"; empty where there is nothing to say. */
  display: string;
  /** The thing's title, for the name of the link. */
  of: string;
  large?: boolean;
  tabIndex?: 0 | -1;
}

/** A number one can ask: a click opens the panel that says how it comes about. */
export function ProgressNumber({ subject, id, display, of, large = false, tabIndex }: ProgressNumberProps) {
  const shown = narrow(display) || "–";
  const gliding = useGlide(shown);
  return (
    <Link
      to="."
      search={(before: Record<string, unknown>) => ({ ...before, why: `${subject}:${id}` })}
      className={`${styles.number} num`}
      data-large={large || undefined}
      tabIndex={tabIndex}
      aria-label={i18n._({ id: "goals.why.open", message: "{shown}: why? {of}", values: { shown, of } })}
    >
      {gliding}
    </Link>
  );
}
