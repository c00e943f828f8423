import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { i18n } from "@/i18n/i18n";
import { narrow } from "@/lib/numbers";
import { SidePanel } from "@/ui/SidePanel";
import { readWhy } from "../why/queries";
import { useWorkspace } from "../workspace";
import { CausesOf, CausesOfObjective, GoalHead } from "./CausesOf";
import styles from "./causes.module.css";
import { causesQuery, objectiveCausesQuery } from "./queries";

/** What stands in the way of a goal, over whatever page one asked on. */
export function CausesPanel({ id, close }: { id: string; close: () => void }) {
  const goal = readWhy(id);
  if (!goal) return null;
  return (
    <SidePanel title={i18n._({ id: "causes.title", message: "What stands in the way?" })} close={close}>
      <div className={styles.inPanel} tabIndex={-1} data-autofocus>
        {goal.subject === "key_result" ? <OfKeyResult id={goal.id} /> : <OfObjective id={goal.id} />}
      </div>
    </SidePanel>
  );
}

function OfKeyResult({ id }: { id: string }) {
  const { slug } = useWorkspace();
  const { data } = useQuery(causesQuery(slug, id));
  return (
    <>
      {data && <GoalHead causes={data} />}
      {data && <p className={styles.about}>{narrow(data.health.sentence)}</p>}
      <CausesOf keyResult={id} />
    </>
  );
}

function OfObjective({ id }: { id: string }) {
  const { slug } = useWorkspace();
  const { data } = useQuery(objectiveCausesQuery(slug, id));
  return (
    <>
      {data && (
        <p className={styles.about}>
          <Link to="/w/$workspace/objectives/$objective" params={{ workspace: slug, objective: id }}>
            {narrow(data.title)}
          </Link>
        </p>
      )}
      <CausesOfObjective objective={id} />
    </>
  );
}
