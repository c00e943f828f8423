import { type ReactNode, useRef } from "react";
import { getRouteApi } from "@tanstack/react-router";
import { i18n } from "@/i18n/i18n";
import { Segments } from "@/ui/fields/choices";
import { EmptyState } from "@/ui/states";
import { useHeldPlace } from "@/ui/useHeldFocus";
import { CyclePicker } from "@/widgets/goals/pickers";
import { useCycles } from "@/widgets/goals/queries";
import { useToday } from "@/widgets/today";
import type { ReviewPart } from "../rhythm";
import { CarryOver } from "./CarryOver";
import { Scores } from "./Scores";
import { Learn } from "./Learn";
import styles from "./Review.module.css";
import { cycleToReview } from "./rules";
import { Teams } from "./Teams";

const route = getRouteApi("/w/$workspace/rhythm");

/** What did we score, what did we learn, what goes on? */
export function ReviewTab({ team }: { team: string }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const cycles = useCycles();
  const today = useToday();
  const cycle = cycles.find((one) => one.id === search.cycle) ?? cycleToReview(cycles, today);
  const part = search.part ?? "score";
  const change = (changes: { part?: ReviewPart; cycle?: string }) => void navigate({ to: ".", search: (before) => ({ ...before, ...changes }), replace: true });
  if (!cycle) return cycles.length > 0 ? <EmptyState icon="calendar" sentence={i18n._({ id: "rituals.review.none", message: "No cycle has begun yet, so there is nothing to look back on." })} /> : null;
  const where = { team, cycle: cycle.id };
  return (
    <Held>
      <div className={styles.bar} data-no-print>
        <Segments
          label={i18n._({ id: "rituals.review.parts", message: "Parts of the review" })}
          value={part}
          onChange={(next) => change({ part: next })}
          choices={[
            { value: "score", label: i18n._({ id: "rituals.review.score", message: "Score" }) },
            { value: "learn", label: i18n._({ id: "rituals.review.learn", message: "Learn" }) },
            { value: "carry", label: i18n._({ id: "rituals.review.carry", message: "Carry over" }) },
            { value: "teams", label: i18n._({ id: "rituals.review.teams", message: "All teams" }) },
          ]}
        />
        <div className={styles.cycle}>
          <CyclePicker hideLabel value={cycle.id} onChange={(next) => next && change({ cycle: next })} />
        </div>
      </div>
      {part === "score" && <Scores key={cycle.id} where={where} />}
      {part === "learn" && <Learn key={cycle.id} where={where} />}
      {part === "carry" && <CarryOver key={cycle.id} where={where} />}
      {part === "teams" && <Teams cycle={cycle.id} />}
    </Held>
  );
}

/** What was pressed often goes with its press: scores are revealed, settled, goals carried. The focus stays beside it. */
function Held({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useHeldPlace(box);
  return (
    <div ref={box} className={styles.page}>
      {children}
    </div>
  );
}
