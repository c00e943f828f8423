import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { i18n } from "@/i18n/i18n";
import { narrow } from "@/lib/numbers";
import { Page, Section } from "@/ui/layout";
import { SkeletonPage } from "@/ui/states";
import { WhyRed } from "@/widgets/causes/WhyRed";
import { CheckInHistory } from "@/widgets/checkins/CheckInHistory";
import { LinkedWorkSection } from "@/widgets/work-links/LinkedWorkSection";
import { useWorkspace } from "@/widgets/workspace";
import { ChildList } from "./components/AlignmentSection";
import { CascadeButton } from "./components/CascadeButton";
import { ChangeList } from "./components/ChangeList";
import { KeyResultActions } from "./components/KeyResultActions";
import { KeyResultFacts } from "./components/KeyResultFacts";
import { KeyResultHead } from "./components/KeyResultHead";
import { MeasurementList } from "./components/record/MeasurementList";
import { RecordNext } from "./components/record/RecordValue";
import { RevisionList } from "./components/RevisionList";
import styles from "./ObjectivePage.module.css";
import { type KeyResultFull, keyResultQuery } from "./queries";
import { takesValues } from "./kinds";

const route = getRouteApi("/w/$workspace/key-results/$keyResult");

/** What is the number, its pace, its work? */
export function KeyResultPage() {
  const { slug } = useWorkspace();
  const { keyResult: id } = route.useParams();
  const { data, error } = useQuery(keyResultQuery(slug, id));
  if (error && !data) throw error; // the page for what is not there, or did not work
  return data ? <Loaded full={data} /> : <SkeletonPage />;
}

function Loaded({ full }: { full: KeyResultFull }) {
  const { slug } = useWorkspace();
  const row = full.key_result;
  const records = takesValues(row.kind);
  return (
    <Page
      title={narrow(row.title)}
      actions={<KeyResultActions row={row} />}
      crumbs={
        <>
          <Link to="/w/$workspace/objectives" params={{ workspace: slug }} search={{ cycle: row.cycle.id }}>
            {row.cycle.name}
          </Link>
          <span aria-hidden="true">/</span>
          <Link to="/w/$workspace/objectives/$objective" params={{ workspace: slug, objective: row.objective.id }}>
            {narrow(row.objective.title)}
          </Link>
          <span aria-hidden="true">/</span>
          <span>{row.label}</span>
        </>
      }
    >
      <div className={styles.columns}>
        <div className={styles.main}>
          <KeyResultHead full={full} />
          <WhyRed keyResult={row.id} health={row.health.state} />
          {records && row.can.record && (
            <Section title={i18n._({ id: "goals.record", message: "Record a value" })}>
              <RecordNext row={row} />
            </Section>
          )}
          <CheckInHistory row={row} />
          {showsWork(row) && <LinkedWorkSection keyResult={row.id} />}
          <Served full={full} />
          {records && (
            <Section title={i18n._({ id: "goals.history", message: "Values" })}>
              <MeasurementList row={row} />
            </Section>
          )}
          {full.revisions.length > 0 && (
            <Section title={i18n._({ id: "goals.revisions", message: "Changed after the start" })}>
              <RevisionList revisions={full.revisions} />
            </Section>
          )}
          <Section title={i18n._({ id: "goals.changes", message: "What changed" })}>
            <ChangeList changes={full.changes} />
          </Section>
        </div>
        <aside className={styles.side}>
          <KeyResultFacts row={row} />
        </aside>
      </div>
    </Page>
  );
}

/** Not where nothing is linked and nothing can be. */
const showsWork = ({ kind, work, can }: KeyResultFull["key_result"]): boolean => kind !== "objectives" && (kind === "work" || work.leaves > 0 || can.edit);

/** The objectives that this key result was handed down to. */
function Served({ full }: { full: KeyResultFull }) {
  const row = full.key_result;
  if (full.children.length === 0 && !row.can.cascade) return null;
  return (
    <Section title={i18n._({ id: "goals.handedDown", message: "Handed down" })} actions={row.can.cascade && <CascadeButton row={row} />}>
      {full.children.length > 0 ? <ChildList items={full.children} above={row.objective.id} mayChange={row.can.cascade} /> : <p>{i18n._({ id: "goals.handedDown.none", message: "No team has taken this up as its own objective." })}</p>}
    </Section>
  );
}
