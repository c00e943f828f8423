export interface TreeLine<Node> {
  node: Node;
  /** 1 is the top. */
  level: number;
  /** Place among its siblings, from 1, and how many they are. */
  position: number;
  size: number;
  parent: string | null;
  /** null: there is nothing below. */
  open: boolean | null;
}

interface Shape<Node> {
  childrenOf: (node: Node) => readonly Node[];
  isOpen: (node: Node, level: number) => boolean;
}

/** The lines one sees, from the top. A node that stands under two parents is drawn under both. */
export function flatten<Node extends { id: string }>(nodes: readonly Node[], shape: Shape<Node>, level = 1, parent: string | null = null): TreeLine<Node>[] {
  return nodes.flatMap((node, at) => {
    const children = shape.childrenOf(node);
    const open = children.length > 0 ? shape.isOpen(node, level) : null;
    const line: TreeLine<Node> = { node, level, position: at + 1, size: nodes.length, parent, open };
    return open ? [line, ...flatten(children, shape, level + 1, lineId(line))] : [line];
  });
}

/** A name for the line itself: the way down to it, since one node may stand in two places. */
export function lineId(line: { node: { id: string }; parent: string | null }): string {
  return line.parent === null ? line.node.id : `${line.parent}/${line.node.id}`;
}

export type TreeMove = { go: number } | { toggle: number } | null;

/** What a key does at a line: Right opens or goes in, Left closes or goes out, letters find the next name that begins so. */
export function treeStep<Node extends { id: string }>(
  lines: readonly TreeLine<Node>[],
  at: number,
  key: { key: string; rightToLeft: boolean; nameOf: (node: Node) => string },
): TreeMove {
  const line = lines[at];
  if (!line) return null;
  const inwards = key.rightToLeft ? "ArrowLeft" : "ArrowRight";
  const outwards = key.rightToLeft ? "ArrowRight" : "ArrowLeft";
  const last = lines.length - 1;
  if (key.key === "ArrowDown") return { go: Math.min(last, at + 1) };
  if (key.key === "ArrowUp") return { go: Math.max(0, at - 1) };
  if (key.key === "Home") return { go: 0 };
  if (key.key === "End") return { go: last };
  if (key.key === inwards) return line.open === null ? null : line.open ? { go: at + 1 } : { toggle: at };
  if (key.key === outwards) {
    if (line.open) return { toggle: at };
    const parent = lines.findIndex((entry) => lineId(entry) === line.parent);
    return parent >= 0 ? { go: parent } : null;
  }
  return key.key.length === 1 && /\p{L}|\p{N}/u.test(key.key) ? byLetter(lines, at, key) : null;
}

function byLetter<Node>(lines: readonly TreeLine<Node>[], at: number, key: { key: string; nameOf: (node: Node) => string }): TreeMove {
  const order = [...lines.keys()].map((offset) => (at + 1 + offset) % lines.length);
  const found = order.find((index) => key.nameOf(lines[index]!.node).toLowerCase().startsWith(key.key.toLowerCase()));
  return found === undefined ? null : { go: found };
}
