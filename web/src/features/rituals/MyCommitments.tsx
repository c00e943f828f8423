import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { i18n } from "@/i18n/i18n";
import { LinkButton } from "@/ui/Button";
import { Section } from "@/ui/layout";
import { EmptyState, ErrorState, SkeletonRows } from "@/ui/states";
import { useWorkspace } from "@/widgets/workspace";
import { type Commitment, memberWeekQuery } from "./queries";
import { CommitmentLine } from "./week/CommitmentLine";
import { useHeldLine, useToLines } from "./week/useLines";
import { isOff, ownGuidance } from "./week/words";
import styles from "./week/Week.module.css";

/** For "My week": what I have undertaken, over all my teams, with what earlier weeks left over. */
export function MyCommitments() {
  const { slug, me } = useWorkspace();
  const { data, error, refetch } = useQuery(memberWeekQuery(slug, me.member));
  const box = useRef<HTMLDivElement>(null);
  const note = useHeldLine(box);
  useToLines(box, i18n._({ id: "nav.myWeek", message: "My week" }));
  const open = data?.commitments.filter((row) => row.state !== "carried").toSorted((a, b) => Number(isOff(a)) - Number(isOff(b))) ?? [];
  const team = data?.teams[0]?.id;
  return (
    <Section
      title={i18n._({ id: "rituals.mine", message: "My commitments" })}
      note={data && data.teams.length > 0 ? ownGuidance(data.guidance, data.commitments.filter((row) => !isOff(row)).length) : undefined}
      actions={
        <LinkButton to="/w/$workspace/rhythm" params={{ workspace: slug }} search={team ? { team } : {}} size="s" icon="calendar">
          {i18n._({ id: "rituals.mine.plan", message: "Plan the week" })}
        </LinkButton>
      }
    >
      {error && !data && <ErrorState error={error} retry={() => void refetch()} small />}
      {!data && !error && <SkeletonRows rows={3} />}
      <div ref={box} onFocus={note}>
        {data && data.unfinished.length > 0 && <MyLines rows={data.unfinished} leftOver />}
        {open.length > 0 && <MyLines rows={open} />}
      </div>
      {data && open.length + data.unfinished.length === 0 && <EmptyState icon="flag" sentence={i18n._({ id: "rituals.mine.begin", message: "What will you get done this week? Three to five things are enough." })} />}
    </Section>
  );
}

function MyLines({ rows, leftOver = false }: { rows: Commitment[]; leftOver?: boolean }) {
  return (
    <ul className={styles.lines} data-lines>
      {rows.map((row) => (
        <CommitmentLine key={row.id} row={row} siblings={[]} people={[]} withPerson={false} leftOver={leftOver} />
      ))}
    </ul>
  );
}
