import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { i18n } from "@/i18n/i18n";
import { narrow } from "@/lib/numbers";
import { Page, Section } from "@/ui/layout";
import { EmptyState, SkeletonPage } from "@/ui/states";
import { WhyRedObjective } from "@/widgets/causes/WhyRed";
import { OpenBlockers } from "@/widgets/checkins/OpenBlockers";
import { LineDown } from "@/widgets/line/LineDown";
import { useWorkspace } from "@/widgets/workspace";
import { AddKeyResult } from "./components/AddKeyResult";
import { AlignmentSection } from "./components/AlignmentSection";
import { ChangeList } from "./components/ChangeList";
import { KeyResultRows } from "./components/KeyResultRows";
import { ObjectiveActions } from "./components/ObjectiveActions";
import { ObjectiveFacts } from "./components/ObjectiveFacts";
import { ObjectiveHead } from "./components/ObjectiveHead";
import { RevisionList } from "./components/RevisionList";
import styles from "./ObjectivePage.module.css";
import { type ObjectiveFull, objectiveQuery } from "./queries";

const route = getRouteApi("/w/$workspace/objectives/$objective");

/** Will we make it, and why (not)? */
export function ObjectivePage() {
  const { slug } = useWorkspace();
  const { objective: id } = route.useParams();
  const { data, error } = useQuery(objectiveQuery(slug, id));
  if (error && !data) throw error; // the page for what is not there, or did not work
  return data ? <Loaded full={data} /> : <SkeletonPage />;
}

function Loaded({ full }: { full: ObjectiveFull }) {
  const { objective } = full;
  const has = full.key_results.length > 0;
  const names = Object.fromEntries(full.key_results.map((row) => [row.id, row.title]));
  return (
    <Page title={narrow(objective.title)} crumbs={<Crumbs full={full} />} actions={<ObjectiveActions objective={objective} results={full.key_results} />}>
      <div className={styles.columns}>
        <div className={styles.main}>
          <ObjectiveHead objective={objective} changes={full.changes} />
          <WhyRedObjective objective={objective.id} health={objective.health.state} />
          <Section title={i18n._({ id: "goals.keyResults", message: "Key results" })} actions={has && objective.can.add_key_result && <AddKeyResult objective={objective} />}>
            {has ? <KeyResultRows rows={full.key_results} /> : <NoKeyResults objective={objective} />}
          </Section>
          <OpenBlockers objective={objective.id} />
          <AlignmentSection full={full} />
          <Section title={i18n._({ id: "goals.workBehind", message: "Work behind it" })}>
            <LineDown kind="objective" id={objective.id} />
          </Section>
          {full.revisions.length > 0 && (
            <Section title={i18n._({ id: "goals.revisions", message: "Changed after the start" })}>
              <RevisionList revisions={full.revisions} names={names} />
            </Section>
          )}
          <Section title={i18n._({ id: "goals.changes", message: "What changed" })}>
            <ChangeList changes={full.changes} names={names} />
          </Section>
        </div>
        <aside className={styles.side}>
          <ObjectiveFacts objective={objective} />
        </aside>
      </div>
    </Page>
  );
}

/** The line of sight upwards, highest first, as the way that led here. */
function Crumbs({ full }: { full: ObjectiveFull }) {
  const { slug } = useWorkspace();
  const above = full.line.filter((step) => step.depth > 0).toSorted((a, b) => b.depth - a.depth);
  return (
    <>
      <Link to="/w/$workspace/objectives" params={{ workspace: slug }} search={{ cycle: full.objective.cycle.id }}>
        {full.objective.cycle.name}
      </Link>
      {above.map((step) => (
        <span key={`${step.id}-${step.depth}-${step.below_id}`} className={styles.crumb}>
          <span aria-hidden="true">/</span>
          {step.id === null ? (
            i18n._({ id: "goals.hidden", message: "a goal that is not shared with you" })
          ) : (
            <Link to="/w/$workspace/objectives/$objective" params={{ workspace: slug, objective: step.id }}>
              {narrow(step.title)}
            </Link>
          )}
        </span>
      ))}
      <span aria-hidden="true">/</span>
      <span>{full.objective.label}</span>
    </>
  );
}

function NoKeyResults({ objective }: { objective: ObjectiveFull["objective"] }) {
  return (
    <EmptyState
      icon="target"
      sentence={i18n._({ id: "goals.keyResults.empty", message: "Without a key result nobody can tell whether you got there." })}
      example={i18n._({ id: "goals.keyResult.placeholder", message: "Median review time falls from 24 h to 4 h" })}
      action={objective.can.add_key_result && <AddKeyResult objective={objective} primary />}
    />
  );
}
