import { type CSSProperties, type KeyboardEvent, type ReactNode, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Icon } from "../icons";
import { flatten, lineId, type TreeLine, treeStep } from "./rules";
import styles from "./TreeList.module.css";

export interface TreeColumn<Node> {
  id: string;
  header: string;
  /** A track of CSS grid: "140px", "minmax(240px, 1fr)". */
  width: string;
  /** Links and buttons inside take this tabIndex: only the active row's are in the Tab order. */
  render: (node: Node, tabIndex: 0 | -1) => ReactNode;
  align?: "end";
  /** Left out on phones. */
  wideOnly?: boolean;
}

export interface TreeListProps<Node extends { id: string }> {
  label: string;
  nodes: readonly Node[];
  childrenOf: (node: Node) => readonly Node[];
  /** For typing the first letter. */
  nameOf: (node: Node) => string;
  /** The first one carries the indent. */
  columns: readonly TreeColumn<Node>[];
  /** Which lines start open; default the first two levels. */
  startsOpen?: (node: Node, level: number) => boolean;
  /** Enter, or a click on the row. */
  onOpen?: (node: Node) => void;
}

/** An indented list that folds: the ARIA treegrid. Arrows move, open and close; Enter opens; letters jump. */
export function TreeList<Node extends { id: string }>(props: TreeListProps<Node>) {
  const { label, nodes, childrenOf, columns, startsOpen = (_, level) => level < 3, onOpen } = props;
  const box = useRef<HTMLDivElement>(null);
  const [turned, setTurned] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [chosen, setChosen] = useState<string | null>(null);
  const follow = useRef(false);
  const lines = useMemo(
    () => flatten(nodes, { childrenOf, isOpen: (node, level) => turned.get(node.id) ?? startsOpen(node, level) }),
    // oxlint-disable-next-line react/exhaustive-deps -- what starts open is asked once per node that appears, no reason to lay out anew
    [nodes, childrenOf, turned],
  );
  const found = lines.findIndex((line) => lineId(line) === chosen);
  const at = Math.max(0, found);

  useLayoutEffect(() => {
    if (!follow.current) return;
    follow.current = false;
    box.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus();
  });

  const go = (index: number) => {
    const line = lines[index];
    if (line) setChosen(lineId(line));
    follow.current = true;
  };
  const toggle = (line: TreeLine<Node> | undefined) => {
    if (line && line.open !== null) setTurned((before) => new Map(before).set(line.node.id, !line.open));
  };
  const press = (event: KeyboardEvent) => {
    const onRow = event.target instanceof HTMLElement && event.target.role === "row";
    if (!onRow || event.ctrlKey || event.metaKey || event.altKey) return;
    const line = lines[at];
    const move = treeStep(lines, at, { key: event.key, rightToLeft: document.documentElement.dir === "rtl", nameOf: props.nameOf });
    if (event.key === "Enter" && line) onOpen?.(line.node);
    else if (event.key === " ") toggle(line);
    else if (move && "go" in move) go(move.go);
    else if (move) toggle(lines[move.toggle]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const tracks = (phone: boolean) => columns.filter((column) => !phone || !column.wideOnly).map((column) => column.width).join(" ");
  return (
    <div ref={box} role="treegrid" aria-label={label} className={styles.tree} style={{ "--tracks": tracks(false), "--tracks-phone": tracks(true) } as CSSProperties} onKeyDown={press}>
      <div role="rowgroup">
        <div role="row" className={styles.head}>
          {columns.map((column) => (
            <div key={column.id} role="columnheader" data-align={column.align} data-wide={column.wideOnly || undefined} className={styles.cell}>
              {column.header}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup">
        {lines.map((line, index) => (
          <TreeRow key={lineId(line)} line={line} columns={columns} active={index === at} onOpen={onOpen} toggle={() => toggle(line)} choose={() => setChosen(lineId(line))} />
        ))}
      </div>
    </div>
  );
}

interface TreeRowProps<Node> {
  line: TreeLine<Node>;
  columns: readonly TreeColumn<Node>[];
  active: boolean;
  onOpen?: (node: Node) => void;
  toggle: () => void;
  choose: () => void;
}

function TreeRow<Node>({ line, columns, active, onOpen, toggle, choose }: TreeRowProps<Node>) {
  const tabIndex = active ? 0 : -1;
  return (
    <div
      role="row"
      aria-level={line.level}
      aria-posinset={line.position}
      aria-setsize={line.size}
      aria-expanded={line.open ?? undefined}
      tabIndex={tabIndex}
      className={styles.row}
      data-level={line.level}
      data-opens={onOpen ? true : undefined}
      onFocus={choose}
      onClick={(event) => {
        if (!(event.target as Element).closest("a, button, input")) onOpen?.(line.node);
      }}
    >
      {columns.map((column, at) => (
        <div key={column.id} role="gridcell" data-align={column.align} data-wide={column.wideOnly || undefined} className={styles.cell}>
          {at === 0 && <Fold open={line.open} level={line.level} toggle={toggle} />}
          {column.render(line.node, tabIndex)}
        </div>
      ))}
    </div>
  );
}

/** The indent and the triangle; keys and screen readers use the row itself. */
function Fold({ open, level, toggle }: { open: boolean | null; level: number; toggle: () => void }) {
  return (
    <span
      className={styles.fold}
      style={{ marginInlineStart: `calc(${level - 1} * var(--indent))` }}
      data-open={open ?? undefined}
      aria-hidden="true"
      onClick={(event) => {
        event.stopPropagation();
        toggle();
      }}
    >
      {open !== null && <Icon name={open ? "chevronDown" : "chevronRight"} size={14} />}
    </span>
  );
}
