import { Link } from "@tanstack/react-router";
import { i18n } from "@/i18n/i18n";
import { narrow } from "@/lib/numbers";
import { Icon, type IconName } from "@/ui/icons";
import { Tooltip } from "@/ui/Tooltip";
import { besideHealth } from "@/widgets/goals/health";
import { useWorkspace } from "@/widgets/workspace";
import type { KeyResultOut, ObjectiveOut } from "../queries";
import headStyles from "./ObjectiveHead.module.css";
import styles from "./Outlook.module.css";

type Goal = Pick<KeyResultOut | ObjectiveOut, "forecast" | "divergence" | "health">;

/** The chance of success beside the other numbers; where there is not enough to say one, the explanation of the number says why. */
export function ChanceReading({ forecast }: { forecast: Goal["forecast"] }) {
  if (!forecast?.chance_display) return null;
  return (
    <div className={headStyles.reading}>
      <span className={headStyles.label}>{i18n._({ id: "goals.reading.chance", message: "Chance of success" })}</span>
      <Tooltip label={narrow(forecast.sentence)}>
        <span className={`${headStyles.large} num`}>
          {narrow(forecast.chance_display)}
        </span>
      </Tooltip>
    </div>
  );
}

/** What is to be known beside the health: the forecast where health says something else, the alarm, the question. */
export function OutlookLines({ goal }: { goal: Goal }) {
  const { forecast, divergence, health } = goal;
  const said = besideHealth(health, forecast?.sentence ?? "");
  if (!said && !divergence && !health.question) return null;
  return (
    <ul className={styles.lines}>
      {said && <Line icon="target" text={said} />}
      {divergence && <Line icon="alert" text={divergence.sentence} alarm />}
      {health.question && <Line icon="question" text={health.question} />}
    </ul>
  );
}

function Line({ icon, text, alarm = false }: { icon: IconName; text: string; alarm?: boolean }) {
  return (
    <li className={styles.line} data-alarm={alarm || undefined}>
      <Icon name={icon} size={15} />
      <span>{narrow(text)}</span>
    </li>
  );
}

/** From any forecast to how good forecasts have been; guests have no way there. */
export function TrackRecordLink({ children }: { children?: string }) {
  const { slug, me } = useWorkspace();
  if (me.role === "guest") return null;
  return (
    <Link className={styles.record} to="/w/$workspace/forecasts" params={{ workspace: slug }}>
      {children ?? i18n._({ id: "goals.forecasts.howGood", message: "How good are our forecasts?" })}
    </Link>
  );
}
