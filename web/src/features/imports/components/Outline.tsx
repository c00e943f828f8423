import { useMemo } from "react";
import { i18n } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { Icon, type IconName } from "@/ui/icons";
import { Tag } from "@/ui/Status";
import { type TreeColumn, TreeList } from "@/ui/tree/TreeList";
import { valueLine } from "@/widgets/goals/values";
import type { Import, OutlineLine } from "../queries";
import { namesLeftOut, nested, type OutlineNode } from "../rules";
import { kindOfLine } from "../words";
import styles from "./Imports.module.css";

type Node = OutlineNode<OutlineLine>;
const childrenOf = (node: Node) => node.children;
const icons: Record<OutlineLine["kind"], IconName> = { objective: "target", key_result: "flag", project: "layers", task: "check" };
const OPEN_BELOW = 40;

/** The titles that will be made, as they will hang together. */
export function Outline({ shown }: { shown: Import }) {
  const nodes = useMemo(() => nested(shown.outline), [shown.outline]);
  const left = useMemo(() => namesLeftOut(shown.people, shown.answers.people ?? {}), [shown.people, shown.answers.people]);
  const { counts } = shown;
  const total = (counts.objectives ?? 0) + (counts.key_results ?? 0) + (counts.projects ?? 0) + (counts.tasks ?? 0);
  const rest = total - shown.outline.length;
  if (nodes.length === 0) return null;
  return (
    <div className={styles.after}>
      <TreeList
        label={i18n._({ id: "imports.outline", message: "What it will make, by title" })}
        nodes={nodes}
        childrenOf={childrenOf}
        nameOf={(node) => node.line.title}
        columns={columns(left)}
        startsOpen={() => shown.outline.length <= OPEN_BELOW}
      />
      {rest > 0 && (
        <p className={styles.quiet}>{i18n._({ id: "imports.outlineMore", message: "and {n, plural, one {# more} other {# more}}: all of them are made", values: { n: rest } })}</p>
      )}
    </div>
  );
}

const columns = (left: ReadonlySet<string>): TreeColumn<Node>[] => [
  { id: "title", header: i18n._({ id: "imports.outline.title", message: "Title" }), width: "minmax(200px, 3fr)", render: (node) => <Title node={node} /> },
  { id: "what", header: i18n._({ id: "imports.outline.what", message: "Measured or due" }), width: "minmax(130px, 1.4fr)", render: ({ line }) => <span className={styles.quiet}>{whatOf(line)}</span> },
  { id: "who", header: i18n._({ id: "imports.outline.who", message: "Who" }), width: "minmax(90px, 1fr)", wideOnly: true, render: ({ line }) => <Who line={line} left={left} /> },
];

function Title({ node: { line } }: { node: Node }) {
  return (
    <span className={styles.title} title={kindOfLine(line.kind, line.row)}>
      <Icon name={icons[line.kind]} size={14} />
      <span className={styles.clip}>{line.title}</span>
      {(line.within ?? 0) > 0 && <span className={`${styles.quiet} num`}>{line.within}</span>}
      {line.changed && <Tag>{i18n._({ id: "imports.outline.changed", message: "changes" })}</Tag>}
    </span>
  );
}

/** Whom the file names, crossed out where they come over as nobody. */
function Who({ line, left }: { line: OutlineLine; left: ReadonlySet<string> }) {
  const names = (line.owner ?? "").split(", ").filter(Boolean);
  return (
    <span className={styles.quiet}>
      {names.map((name, place) => (
        <span key={name}>
          {place > 0 && ", "}
          {left.has(name) ? <s title={i18n._({ id: "imports.leftOut", message: "Left out" })}>{name}</s> : name}
        </span>
      ))}
      {names.length > 0 && line.team && " · "}
      {line.team}
    </span>
  );
}

function whatOf(line: OutlineLine): string {
  if (line.kind === "objective") return line.cycle ?? "";
  if (line.kind === "task") return [line.status, line.due_on && formatDay(line.due_on)].filter(Boolean).join(" · ");
  if (line.kind === "project" || !line.metric) return "";
  const said = valueLine({ kind: line.metric, unit: line.unit, start: line.baseline, target: line.target, low: line.low, high: line.high, value: line.value });
  return said || i18n._({ id: "imports.outline.binary", message: "done or not done" });
}
