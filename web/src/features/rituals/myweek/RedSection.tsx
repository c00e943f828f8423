import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { narrow } from "@/lib/numbers";
import { Button } from "@/ui/Button";
import { Section } from "@/ui/layout";
import { HealthBadge } from "@/widgets/goals/HealthBadge";
import { ProgressNumber } from "@/widgets/goals/ProgressNumber";
import { useWorkspace } from "@/widgets/workspace";
import styles from "./MyWeek.module.css";
import type { MyWeek } from "./queries";

const SHOWN = 5;

/** My key results that need me, each with the sentence that says why. */
export function RedSection({ lines }: { lines: MyWeek["reds"] }) {
  const { slug, me } = useWorkspace();
  const [all, setAll] = useState(false);
  return (
    <Section title={i18n._({ id: "myweek.reds", message: "{count, plural, one {One of my key results is not on track} other {# of my key results are not on track}}", values: { count: lines.length } })}>
      <ul className={styles.list}>
        {(all ? lines : lines.slice(0, SHOWN)).map((line) => (
          <li key={line.key_result.id} className={styles.row}>
            <span className={styles.words}>
              <Link className={styles.title} to="/w/$workspace/key-results/$keyResult" params={{ workspace: slug, keyResult: line.key_result.id }}>
                {narrow(line.key_result.title)}
              </Link>
              <span className={styles.facts}>
                {line.owner && line.owner.id !== me.member && <span>{line.owner.name}</span>}
                <span>{narrow(line.health.sentence)}</span>
              </span>
            </span>
            <span className={styles.numbers}>
              <ProgressNumber subject="key_result" id={line.key_result.id} display={line.progress.display} of={line.key_result.title} />
              <HealthBadge health={{ state: line.health.state }} bare />
            </span>
          </li>
        ))}
      </ul>
      {!all && lines.length > SHOWN && (
        <Button variant="quiet" size="s" onClick={() => setAll(true)}>
          {i18n._({ id: "checkins.history.all", message: "Show all {count}", values: { count: lines.length } })}
        </Button>
      )}
    </Section>
  );
}
