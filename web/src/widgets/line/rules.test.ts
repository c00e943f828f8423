import { describe, expect, it } from "vitest";
import type { Bond, SightNode } from "./queries";
import { boxHeight, drawLine } from "./rules";

const node = (key: string, height: number): SightNode => ({
  key,
  id: key,
  kind: height === 0 ? "task" : "objective",
  label: key,
  title: key,
  hidden: false,
  progress: 0.5,
  display: "50 %",
  team: null,
  owner: null,
  priority: "",
  height,
});
const bond = (child: string, parent: string, share: number | null = 1, kind: Bond["kind"] = "work"): Bond => ({ child, parent, kind, weight: 1, share });

describe("a line of sight", () => {
  it("stands upright: the company's goal on top, the task at the bottom, over the whole width", () => {
    const { boxes, lines, height } = drawLine([node("task", 0), node("kr", 1), node("top", 2)], [bond("task", "kr"), bond("kr", "top")], 500);
    expect(boxes.map((box) => box.node.key)).toEqual(["top", "kr", "task"]);
    expect(boxes.every((box) => box.x === 0 && box.width === 500)).toBe(true);
    expect(boxes[2]!.y + boxHeight).toBe(height);
    expect(lines).toHaveLength(2);
  });

  it("puts two parents beside each other, each above what hangs on it", () => {
    const nodes = [node("task", 0), node("left", 1), node("right", 1), node("above right", 2), node("above left", 2)];
    const bonds = [bond("task", "left"), bond("task", "right"), bond("left", "above left"), bond("right", "above right")];
    const { boxes } = drawLine(nodes, bonds, 600);
    const of = (key: string) => boxes.find((box) => box.node.key === key)!;
    expect(of("left").y).toBe(of("right").y);
    expect(of("left").x).toBeLessThan(of("right").x);
    expect(of("above left").x).toBe(of("left").x);
    expect(of("above right").x).toBe(of("right").x);
  });

  it("never grows wider than its place", () => {
    const many = Array.from({ length: 7 }, (_, at) => node(`kr${at}`, 1));
    const { boxes } = drawLine([node("task", 0), ...many], many.map((one) => bond("task", one.key)), 290);
    expect(Math.max(...boxes.map((box) => box.x + box.width))).toBeLessThanOrEqual(290);
    expect(new Set(boxes.map((box) => `${box.x},${box.y}`)).size).toBe(8);
  });

  it("marks what moves the number above", () => {
    const { lines } = drawLine([node("task", 0), node("project", 1), node("kr", 2)], [bond("task", "project", null, "inside"), bond("project", "kr", null)], 400);
    expect(lines.map((line) => line.counts)).toEqual([true, false]);
  });

  it("leaves out bonds whose ends are not there", () => {
    expect(drawLine([node("task", 0)], [bond("task", "gone")], 400).lines).toEqual([]);
    expect(drawLine([], [], 400)).toEqual({ boxes: [], lines: [], height: 0 });
  });
});
