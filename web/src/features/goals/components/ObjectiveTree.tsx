import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatScore, formatShare, narrow } from "@/lib/numbers";
import { Avatar } from "@/ui/Avatar";
import { Icon } from "@/ui/icons";
import { ProgressBar } from "@/ui/ProgressBar";
import { Count } from "@/ui/Status";
import { type TreeColumn, TreeList } from "@/ui/tree/TreeList";
import { AskedHealth } from "@/widgets/causes/AskedHealth";
import { healthTone } from "@/widgets/goals/health";
import { ProgressNumber } from "@/widgets/goals/ProgressNumber";
import { valueLine } from "@/widgets/goals/values";
import { useWorkspace } from "@/widgets/workspace";
import type { KeyResultLine, ObjectiveLine } from "../queries";
import { type TreeNode, treeOf } from "../rules";
import styles from "./ObjectiveTree.module.css";

type Node = TreeNode<ObjectiveLine>;

/** Teams, their objectives, their key results: one list that folds. */
export function ObjectiveTree({ objectives }: { objectives: readonly ObjectiveLine[] }) {
  const { slug, teams } = useWorkspace();
  const navigate = useNavigate();
  const nodes = useMemo(
    () => treeOf(objectives, teams, i18n._({ id: "goals.objectives.noTeam", message: "Without a team" })),
    [objectives, teams],
  );
  const open = (node: Node) => {
    if (node.type === "objective") void navigate({ to: "/w/$workspace/objectives/$objective", params: { workspace: slug, objective: node.id } });
    if (node.type === "key_result") void navigate({ to: "/w/$workspace/key-results/$keyResult", params: { workspace: slug, keyResult: node.id } });
  };
  return (
    <TreeList
      label={i18n._({ id: "goals.objectives.title", message: "Objectives" })}
      nodes={nodes}
      childrenOf={(node) => node.children}
      nameOf={nameOf}
      columns={columns(objectives.some((objective) => objective.score !== null))}
      startsOpen={(node) => node.type === "team"}
      onOpen={open}
    />
  );
}

function nameOf(node: Node): string {
  if (node.type === "team") return node.name;
  return node.type === "objective" ? node.objective.title : (node.keyResult as KeyResultLine).title;
}

function columns(scored: boolean): TreeColumn<Node>[] {
  return [
    {
      id: "title",
      header: i18n._({ id: "goals.objectives.goal", message: "Goal" }),
      width: "minmax(0, 1fr)",
      render: (node, tabIndex) => <Title node={node} tabIndex={tabIndex} />,
    },
    {
      id: "owner",
      header: i18n._({ id: "goals.owner", message: "Owner" }),
      width: "56px",
      wideOnly: true,
      render: (node) => (node.type === "objective" && node.objective.owner ? <Avatar name={node.objective.owner.name} size={24} /> : null),
    },
    {
      id: "progress",
      header: i18n._({ id: "goals.progress", message: "Progress" }),
      width: "190px",
      wideOnly: true,
      render: (node, tabIndex) => <Progress node={node} tabIndex={tabIndex} />,
    },
    scored ? score() : work(),
    {
      id: "health",
      header: i18n._({ id: "goals.health", message: "Health" }),
      width: "clamp(92px, 26vw, 136px)",
      render: (node, tabIndex) => <Health node={node} tabIndex={tabIndex} />,
    },
  ];
}

const work = (): TreeColumn<Node> => ({
      id: "work",
      header: i18n._({ id: "goals.work", message: "Work" }),
      width: "64px",
      align: "end",
      wideOnly: true,
      render: (node) => (node.type === "objective" && node.objective.work.display ? <span className={`${styles.work} num`}>{narrow(node.objective.work.display)}</span> : null),
});

/** A closed cycle is read by what its goals ended with. */
const score = (): TreeColumn<Node> => ({
  id: "score",
  header: i18n._({ id: "goals.score", message: "Score" }),
  width: "64px",
  align: "end",
  wideOnly: true,
  render: (node) => <Score node={node} />,
});

function Score({ node }: { node: Node }) {
  const locale = useFormatLocale();
  if (node.type === "team") return null;
  const ended = node.type === "objective" ? node.objective.score : (node.keyResult as KeyResultLine).score;
  return ended === null || ended === undefined ? null : <span className={`${styles.work} num`}>{formatScore(ended, locale)}</span>;
}

function Title({ node, tabIndex }: { node: Node; tabIndex: 0 | -1 }) {
  const { slug } = useWorkspace();
  if (node.type === "team") {
    return (
      <span className={styles.team}>
        {node.name} <Count>{node.total}</Count>
      </span>
    );
  }
  if (node.type === "objective") {
    const { objective } = node;
    return (
      <span className={styles.goal}>
        <Link className={styles.title} to="/w/$workspace/objectives/$objective" params={{ workspace: slug, objective: objective.id }} tabIndex={tabIndex}>
          {narrow(objective.title)}
        </Link>
        {objective.progress.display && <span className={`${styles.narrow} num`}>{narrow(objective.progress.display)}</span>}
        {objective.private && <Icon name="lock" size={13} aria-label={i18n._({ id: "goals.private", message: "Private" })} />}
        {objective.parents[0] && <Serves parent={objective.parents[0]} more={objective.parents.length - 1} />}
      </span>
    );
  }
  return <KeyResultTitle keyResult={node.keyResult as KeyResultLine} ended={node.objective.cycle.closed} tabIndex={tabIndex} />;
}

function Serves({ parent, more }: { parent: ObjectiveLine["parents"][number]; more: number }) {
  const above = parent.key_result?.title ?? parent.objective?.title ?? i18n._({ id: "goals.hidden", message: "a goal that is not shared with you" });
  return (
    <span className={styles.serves}>
      <Icon name="arrowUp" size={12} />
      <span className={styles.clip}>{narrow(above)}</span>
      {more > 0 && <span>+{more}</span>}
    </span>
  );
}

function KeyResultTitle({ keyResult, ended, tabIndex }: { keyResult: KeyResultLine; ended: boolean; tabIndex: 0 | -1 }) {
  const { slug } = useWorkspace();
  const locale = useFormatLocale();
  const line = valueLine({ ...keyResult, ended }, locale);
  return (
    <span className={styles.goal}>
      <Link className={styles.keyResult} to="/w/$workspace/key-results/$keyResult" params={{ workspace: slug, keyResult: keyResult.id }} tabIndex={tabIndex}>
        {narrow(keyResult.title)}
      </Link>
      {line && <span className={`${styles.value} num`}>{line}</span>}
    </span>
  );
}

function Progress({ node, tabIndex }: { node: Node; tabIndex: 0 | -1 }) {
  const locale = useFormatLocale();
  if (node.type === "team") return null;
  if (node.type === "objective") {
    const { objective } = node;
    return (
      <span className={styles.progress}>
        <ProgressBar value={objective.progress.counted} pace={objective.score === null ? objective.expected : null} tone={healthTone(objective.health.state)} label={objective.title} />
        <ProgressNumber subject="objective" id={objective.id} display={objective.progress.display} of={objective.title} tabIndex={tabIndex} />
      </span>
    );
  }
  const keyResult = node.keyResult as KeyResultLine;
  const shown = keyResult.progress === null ? "" : formatShare(keyResult.progress, locale);
  return (
    <span className={styles.progress}>
      <ProgressBar value={keyResult.progress} tone={healthTone(keyResult.health)} label={keyResult.title} />
      <ProgressNumber subject="key_result" id={keyResult.id} display={shown} of={keyResult.title} tabIndex={tabIndex} />
    </span>
  );
}

function Health({ node, tabIndex }: { node: Node; tabIndex: 0 | -1 }) {
  if (node.type === "team") return null;
  if (node.type === "objective") return <AskedHealth subject="objective" id={node.id} of={node.objective.title} health={node.objective.health} tabIndex={tabIndex} />;
  const { title, health } = node.keyResult as KeyResultLine;
  return <AskedHealth subject="key_result" id={node.id} of={title} health={{ state: health }} bare tabIndex={tabIndex} />;
}
