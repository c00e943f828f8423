import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { i18n } from "@/i18n/i18n";
import { useWidth } from "@/ui/chart/useWidth";
import { ErrorState, SkeletonBox } from "@/ui/states";
import { Icon } from "@/ui/icons";
import { useWorkspace } from "../workspace";
import styles from "./LineUp.module.css";
import { type LineOfSight, lineQuery } from "./queries";
import { boxHeight, drawLine } from "./rules";
import { SightCard } from "./SightCard";

/** From a task up to the company priorities it serves, drawn as a small graph: what is above stands on top. */
export function LineUp({ task }: { task: string }) {
  const { slug } = useWorkspace();
  const { data, error, refetch } = useQuery(lineQuery(slug, task));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} small />;
  if (!data) return <SkeletonBox height={boxHeight * 3} />;
  return data.serves ? <Drawn line={data} /> : <p className={styles.none}>{i18n._({ id: "line.none", message: "This serves no goal yet. Link it, or its project, to a key result to see what it is for." })}</p>;
}

function Drawn({ line }: { line: LineOfSight }) {
  const [box, width] = useWidth();
  const drawing = useMemo(() => drawLine(line.nodes, line.bonds, width), [line, width]);
  return (
    <div>
      {line.priorities.length > 0 && (
        <p className={styles.priorities}>
          <Icon name="flag" size={14} />
          <span className={styles.quiet}>{i18n._({ id: "line.priority", message: "{n, plural, one {Company priority} other {Company priorities}}", values: { n: line.priorities.length } })}</span>
          {line.priorities.map((priority) => (
            <b key={priority}>{priority}</b>
          ))}
        </p>
      )}
      <div ref={box} className={styles.drawing} style={{ blockSize: drawing.height }}>
        <svg className={styles.lines} width={width} height={drawing.height} aria-hidden="true">
          {drawing.lines.map((bond) => (
            <path key={bond.key} d={bond.path} data-counts={bond.counts || undefined} />
          ))}
        </svg>
        <ol className={styles.list} aria-label={i18n._({ id: "line.label", message: "Line of sight, the company’s goal first" })}>
          {drawing.boxes.map(({ node, x, y, width: own }) => (
            <li key={node.key} className={styles.place} style={{ transform: `translate(${x}px, ${y}px)`, inlineSize: own, blockSize: boxHeight }}>
              <SightCard node={node} here={node.key === line.task.id} />
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}
