import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { Button, IconButton } from "@/ui/Button";
import { Segments } from "@/ui/fields/choices";
import { useShortcuts } from "@/ui/shortcuts";
import { ErrorState, SkeletonRows } from "@/ui/states";
import { useToday } from "@/widgets/today";
import { useWorkspace } from "@/widgets/workspace";
import { type Square, squareQuery, type TeamWeek, weekQuery } from "../queries";
import { Ahead } from "../square/Ahead";
import { Health } from "../square/Health";
import { Objectives } from "../square/Objectives";
import { Quarter } from "../square/Quarter";
import { Friday } from "./Friday";
import { Priorities } from "./Priorities";
import styles from "./Week.module.css";
import { weekBeside, weekWords } from "./words";

const route = getRouteApi("/w/$workspace/rhythm");
type Whose = "team" | "mine";

/** The team's week on a page: four squares for Monday, what came of it for Friday. */
export function WeekTab({ team }: { team: string }) {
  const { slug } = useWorkspace();
  const { week: on } = route.useSearch();
  const week = useQuery(weekQuery(slug, team, on));
  const [whose, setWhose] = useState<Whose>("team");
  if (week.error && !week.data) return <ErrorState error={week.error} retry={() => void week.refetch()} />;
  if (!week.data) return <SkeletonRows rows={10} />;
  return (
    <div className={styles.week}>
      <Bar week={week.data} whose={whose} setWhose={setWhose} />
      <Squares team={team} current={week.data.week.current}>
        <Quarter
          title={i18n._({ id: "rituals.square.priorities", message: "This week" })}
          note={i18n._({ id: "rituals.square.priorities.note", message: "What we undertake, the most important first" })}
        >
          <Priorities week={week.data} whose={whose} />
        </Quarter>
      </Squares>
      <Friday week={week.data} />
    </div>
  );
}

/** The commitments with the three squares beside them, which are of now: a week of the past has none. */
function Squares({ team, current, children }: { team: string; current: boolean; children: ReactNode }) {
  const { slug } = useWorkspace();
  const { data, error, refetch } = useQuery({ ...squareQuery(slug, team), enabled: current });
  if (!current) return children;
  // the commitments keep their place in the tree while the rest arrives: somebody may be typing there
  return (
    <div className={styles.square}>
      <div className={styles.half}>
        {children}
        {data && (
          <Quarter title={i18n._({ id: "rituals.square.ahead", message: "Next four weeks" })} note={i18n._({ id: "rituals.square.ahead.note", message: "What is coming and wants to be ready" })}>
            <Ahead square={data} />
          </Quarter>
        )}
      </div>
      {data && <Right square={data} />}
      {!data && (error ? <ErrorState error={error} retry={() => void refetch()} small /> : <SkeletonRows rows={6} />)}
    </div>
  );
}

function Right({ square }: { square: Square }) {
  return (
    <div className={styles.half}>
      <Quarter
        title={i18n._({ id: "rituals.square.objectives", message: "What we want" })}
        note={i18n._({ id: "rituals.square.objectives.note", message: "Objectives, and how sure we are of them, 0 to 10" })}
      >
        <Objectives square={square} />
      </Quarter>
      <Quarter title={i18n._({ id: "rituals.square.health", message: "Health" })} note={i18n._({ id: "rituals.square.health.note", message: "What must not break on the way" })}>
        <Health square={square} />
      </Quarter>
    </div>
  );
}

/** Which week it is, the ways to the ones beside it, whose commitments, and paper. */
function Bar({ week, whose, setWhose }: { week: TeamWeek; whose: Whose; setWhose: (whose: Whose) => void }) {
  const locale = useFormatLocale();
  const today = useToday();
  const navigate = route.useNavigate();
  const go = (by: 1 | -1) => void navigate({ to: ".", search: (before) => ({ ...before, week: weekBeside(week.week, by, today) }), replace: true });
  const group = i18n._({ id: "rituals.tab.week", message: "This week" });
  const earlier = i18n._({ id: "rituals.week.earlier", message: "The week before" });
  const later = i18n._({ id: "rituals.week.later", message: "The week after" });
  useShortcuts([
    { keys: "[", group, label: earlier, run: () => go(-1) },
    { keys: "]", group, label: later, run: () => go(1) },
    { keys: "t", group, label: i18n._({ id: "rituals.week.now", message: "Back to this week" }), run: () => void navigate({ to: ".", search: (before) => ({ ...before, week: undefined }), replace: true }) },
  ]);
  return (
    <div className={styles.bar}>
      <span data-no-print>
        <IconButton icon="chevronRight" className={styles.back} label={earlier} shortcut="[" onClick={() => go(-1)} />
      </span>
      <h2 className={styles.dates}>{weekWords(week.week, locale)}</h2>
      <span data-no-print>
        <IconButton icon="chevronRight" label={later} shortcut="]" onClick={() => go(1)} />
      </span>
      {!week.week.current && (
        <Button size="s" variant="quiet" onClick={() => void navigate({ to: ".", search: (before) => ({ ...before, week: undefined }), replace: true })}>
          {i18n._({ id: "rituals.week.now", message: "Back to this week" })}
        </Button>
      )}
      <span className={styles.tools} data-no-print>
        <Segments
          label={i18n._({ id: "rituals.whose", message: "Whose commitments" })}
          value={whose}
          onChange={setWhose}
          choices={[
            { value: "team", label: i18n._({ id: "rituals.whose.team", message: "Team" }) },
            { value: "mine", label: i18n._({ id: "rituals.whose.mine", message: "Mine" }) },
          ]}
        />
        <Button size="s" variant="quiet" icon="copy" onClick={() => window.print()}>
          {i18n._({ id: "rituals.print", message: "Print" })}
        </Button>
      </span>
    </div>
  );
}
