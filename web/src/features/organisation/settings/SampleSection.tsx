import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Button } from "@/ui/Button";
import { Section } from "@/ui/layout";
import { ErrorState, SkeletonRows } from "@/ui/states";
import { ClearSampleDialog } from "@/widgets/sample/ClearSampleDialog";
import { type Sample, sampleQuery, useLoadSample } from "@/widgets/sample/queries";
import { useWorkspace } from "@/widgets/workspace";
import styles from "../components/Lines.module.css";

export function SampleSection() {
  const { slug } = useWorkspace();
  const { data, error, refetch } = useQuery(sampleQuery(slug));
  return (
    <Section title={i18n._({ id: "settings.sample", message: "Sample company" })}>
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <SkeletonRows rows={2} height={46} />}
      {data && (data.present ? <Present sample={data} /> : <Absent sample={data} />)}
    </Section>
  );
}

function Present({ sample }: { sample: Sample }) {
  const [asking, setAsking] = useState(false);
  const { people, teams, objectives, key_results, projects, tasks } = sample.counts;
  return (
    <div className={styles.form}>
      <p>
        {i18n._({
          id: "settings.sample.present",
          message: "Marked as sample: {people} people in {teams} teams, {objectives} objectives with {results} key results, {tasks} tasks in {projects} projects.",
          values: { people, teams, objectives, results: key_results, tasks, projects },
        })}
      </p>
      {sample.can.clear && (
        <div className={styles.side}>
          <Button variant="danger" icon="trash" onClick={() => setAsking(true)}>
            {i18n._({ id: "settings.sample.clear", message: "Clear the sample" })}
          </Button>
        </div>
      )}
      {asking && <ClearSampleDialog close={() => setAsking(false)} />}
    </div>
  );
}

function Absent({ sample }: { sample: Sample }) {
  const load = useLoadSample();
  return (
    <div className={styles.form}>
      <p>
        {i18n._({
          id: "settings.sample.absent",
          message: "There is no sample here. A sample company shows how goals and work look together; everything in it is marked and goes with one click.",
        })}
      </p>
      {sample.can.load && (
        <div className={styles.side}>
          <Button icon="plus" busy={load.isPending} onClick={() => load.run(null)}>
            {load.isPending ? i18n._({ id: "settings.sample.loading", message: "Filling, a few seconds" }) : i18n._({ id: "settings.sample.load", message: "Bring in the sample company" })}
          </Button>
        </div>
      )}
    </div>
  );
}
