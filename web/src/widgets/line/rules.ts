import type { Bond, SightNode } from "./queries";

export interface SightBox {
  node: SightNode;
  x: number;
  y: number;
  width: number;
}

export interface SightLine {
  key: string;
  /** A path of SVG, from the lower thing to the upper one. */
  path: string;
  /** Moves the number above, or is a part of it. */
  counts: boolean;
}

export interface Drawing {
  boxes: SightBox[];
  lines: SightLine[];
  height: number;
}

export const boxHeight = 44;
const gapX = 10;
const gapY = 20;
const narrowest = 168;

/**
 * The graph in layers, the company's goals on top and the task at the bottom. What stands on one layer is ordered by what
 * hangs on it; a layer that is too wide takes several rows.
 */
export function drawLine(nodes: readonly SightNode[], bonds: readonly Bond[], width: number): Drawing {
  const rows = layersOf(nodes, bonds).flatMap((layer) => split(layer, Math.max(1, Math.floor((width + gapX) / (narrowest + gapX)))));
  const top = rows.toReversed();
  const boxes = top.flatMap((row, at) => placed(row, at * (boxHeight + gapY), width));
  const byKey = new Map(boxes.map((box) => [box.node.key, box]));
  const lines = bonds.flatMap((bond): SightLine[] => {
    const [from, to] = [byKey.get(bond.child), byKey.get(bond.parent)];
    return from && to ? [{ key: `${bond.child}-${bond.parent}`, path: curve(from, to), counts: bond.share !== null || bond.kind === "inside" }] : [];
  });
  return { boxes, lines, height: Math.max(0, top.length * (boxHeight + gapY) - gapY) };
}

/** Lowest first. A thing stands near what hangs on it. */
function layersOf(nodes: readonly SightNode[], bonds: readonly Bond[]): SightNode[][] {
  const heights = [...new Set(nodes.map((node) => node.height))].toSorted((a, b) => a - b);
  const place = new Map<string, number>();
  return heights.map((height) => {
    const layer = nodes.filter((node) => node.height === height);
    const middle = (node: SightNode) => {
      const below = bonds.filter((bond) => bond.parent === node.key).flatMap((bond) => place.get(bond.child) ?? []);
      return below.length > 0 ? below.reduce((sum, at) => sum + at, 0) / below.length : 0;
    };
    const ordered = layer.toSorted((a, b) => middle(a) - middle(b));
    for (const [at, node] of ordered.entries()) place.set(node.key, (at + 0.5) / ordered.length);
    return ordered;
  });
}

function split(layer: SightNode[], columns: number): SightNode[][] {
  const rows = Math.ceil(layer.length / columns);
  const each = Math.ceil(layer.length / rows);
  return Array.from({ length: rows }, (_, row) => layer.slice(row * each, (row + 1) * each));
}

function placed(row: SightNode[], y: number, width: number): SightBox[] {
  const each = (width - gapX * (row.length - 1)) / row.length;
  return row.map((node, at) => ({ node, x: at * (each + gapX), y, width: each }));
}

function curve(from: SightBox, to: SightBox): string {
  const [x1, y1] = [from.x + from.width / 2, from.y];
  const [x2, y2] = [to.x + to.width / 2, to.y + boxHeight];
  const bend = Math.max(8, (y1 - y2) / 2);
  return `M${round(x1)} ${y1}C${round(x1)} ${round(y1 - bend)} ${round(x2)} ${round(y2 + bend)} ${round(x2)} ${y2}`;
}

const round = (pixels: number) => Math.round(pixels * 10) / 10;
