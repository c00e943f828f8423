import { Link } from "@tanstack/react-router";
import { i18n } from "@/i18n/i18n";
import { useWorkspace } from "../workspace";
import styles from "./FirstSteps.module.css";

/** Other ways to begin, below the one that an empty page offers; each also stands elsewhere, none is in the way. */
export function FirstSteps() {
  const { slug } = useWorkspace();
  return (
    <p className={styles.steps}>
      <Link to="/w/$workspace/library" params={{ workspace: slug }}>
        {i18n._({ id: "library.start", message: "Start from a template" })}
      </Link>
      <Link to="/w/$workspace/import" params={{ workspace: slug }}>
        {i18n._({ id: "goals.objectives.import", message: "Import the sheet of last quarter" })}
      </Link>
      <Link to="/w/$workspace/people" params={{ workspace: slug }}>
        {i18n._({ id: "goals.objectives.invite", message: "Invite colleagues" })}
      </Link>
    </p>
  );
}
