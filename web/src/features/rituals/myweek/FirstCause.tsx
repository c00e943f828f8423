import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { keyOf } from "@/api/cache";
import { narrow } from "@/lib/numbers";
import { SkeletonBox } from "@/ui/states";
import { CauseLink } from "@/widgets/causes/CauseRow";
import { type Cause, causesQuery } from "@/widgets/causes/queries";
import { effectWords, shortest } from "@/widgets/causes/rules";
import { useWorkspace } from "@/widgets/workspace";
import styles from "./MyWeek.module.css";
import type { MyWeek } from "./queries";

const HOLDS = 600_000;

/**
 * What stands in the way of a red most, one click from the task or person behind it. Asked for when the page stands, and
 * again when the key result itself has moved, not with every event of the company: the answer takes some reckoning.
 */
export function FirstCause({ line }: { line: MyWeek["reds"][number] }) {
  const { slug } = useWorkspace();
  const { id } = line.key_result;
  const { data, isError } = useQuery({
    queryKey: keyOf(slug, "first-cause", id, line.progress.raw, line.health.sentence),
    queryFn: causesQuery(slug, id).queryFn,
    enabled: useStands(),
    staleTime: HOLDS,
    placeholderData: keepPreviousData,
  });
  if (!data && !isError) return <Coming />;
  const causes = data ? shortest(data.items, 1) : [];
  if (causes.length === 0) return <span className={styles.cause}>{narrow(line.health.sentence)}</span>;
  return (
    <span className={styles.cause}>
      {causes.map((cause) => (
        <span key={cause.kind}>
          <CauseLink of={id} cause={cause}>{narrow(cause.sentence)}</CauseLink> <span className={styles.effect}>{costWords(cause)}</span>
        </span>
      ))}
    </span>
  );
}

/** The place of the two lines that come. */
function Coming() {
  return (
    <span className={styles.cause}>
      <SkeletonBox height={9} width="62%" />
      <SkeletonBox height={9} width="38%" />
    </span>
  );
}

/** "+18 points if it were done today" */
const costWords = (cause: Cause): string => [effectWords(cause), effectWords(cause) && narrow(cause.supposing)].filter(Boolean).join(" ");

/** True from the first idle moment after the page was painted. */
function useStands(): boolean {
  const [stands, setStands] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setStands(true), 50);
    return () => clearTimeout(timer);
  }, []);
  return stands;
}
