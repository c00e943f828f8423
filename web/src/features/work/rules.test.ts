import { describe, expect, it } from "vitest";
import { dueTone, type StatusType } from "@/widgets/tasks/due";
import { asLabels, asMove, asQuery, byUrgency, fitsBoard, isNarrow, placeOf, placesOf, readProjectFilters, readTaskFilters, topmost, withBelow, withMove } from "./rules";

const id = "2a683bde-ee21-4c3a-ada8-ff3ca76992d9";
const today = "2026-11-21";

describe("the address of a project", () => {
  it.each([
    [{ view: "board" }, { view: "board" }],
    [{ view: "table" }, {}],
    [{ assignee: id }, { assignee: id }],
    [{ assignee: "none" }, { assignee: "none" }],
    [{ assignee: "me; drop table" }, {}],
    [{ q: 42 }, { q: "42" }],
    [{ q: "" }, {}],
    [{ due: "overdue", group: "status" }, { due: "overdue", group: "status" }],
    [{ due: "never", group: "colour", status: "x", open: "true" }, { open: true }],
  ])("%j is read as %j", (search, read) => {
    expect(readTaskFilters(search)).toEqual(read);
  });

  it("says what narrows the rows", () => {
    expect(isNarrow({ view: "board", group: "status" })).toBe(false);
    expect(isNarrow({ due: "week" })).toBe(true);
  });

  it("asks the server for days before today when something is overdue", () => {
    expect(asQuery({ due: "overdue" }, today)).toMatchObject({ due_before: "2026-11-20", open_only: true });
    expect(asQuery({ due: "week", assignee: "none" }, today)).toMatchObject({ due_before: "2026-11-28", assignee: ["none"] });
    expect(asQuery({}, today)).toEqual({ assignee: undefined, status: undefined, label: undefined, q: undefined, due_before: undefined, open_only: undefined });
  });

  it("of the list of projects keeps the filters it knows", () => {
    expect(readProjectFilters({ state: "active", team: "x", archived: true, make: "task", view: "mine" })).toEqual({ state: "active", archived: true, make: "task", view: "mine" });
  });
});

describe("a due day", () => {
  it.each([
    ["2026-11-20", "open", "late"],
    ["2026-11-20", "done", "plain"],
    ["2026-11-21", "active", "soon"],
    ["2026-11-23", "open", "soon"],
    ["2026-11-24", "open", "plain"],
    [null, "open", "plain"],
  ] as [string | null, StatusType, string][])("%s of a task that is %s is %s", (due_on, status_type, tone) => {
    expect(dueTone({ due_on, status_type }, today)).toBe(tone);
  });

  it("keeps a card on a filtered board or not", () => {
    const late = { due_on: "2026-11-20", status_type: "open" as const };
    expect(fitsBoard(late, { due: "overdue" }, today)).toBe(true);
    expect(fitsBoard({ ...late, status_type: "done" }, { due: "overdue" }, today)).toBe(false);
    expect(fitsBoard({ ...late, due_on: null }, { due: "week" }, today)).toBe(false);
    expect(fitsBoard({ ...late, due_on: null }, { open: true }, today)).toBe(true);
  });
});

describe("moving a card", () => {
  const card = (name: string, status_id: string) => ({ id: name, status_id, status_type: "open" as StatusType });
  const board = {
    columns: [
      { status: { id: "todo", type: "open" as StatusType }, items: [card("a", "todo"), card("b", "todo")] },
      { status: { id: "done", type: "done" as StatusType }, items: [card("x", "done"), card("y", "done")] },
      { status: { id: "empty", type: "active" as StatusType }, items: [] },
    ],
  };
  const names = (moved: typeof board) => moved.columns.map((column) => column.items.map((item) => item.id).join(""));

  it.each([
    ["a", { column: "done", before: "y" }, ["b", "xay", ""]],
    ["a", { column: "done", before: null }, ["b", "xya", ""]],
    ["a", { column: "todo", before: null }, ["ba", "xy", ""]],
    ["b", { column: "todo", before: "a" }, ["ba", "xy", ""]],
    ["a", { column: "done", before: "gone" }, ["b", "xya", ""]],
    ["nobody", { column: "done", before: null }, ["ab", "xy", ""]],
  ])("%s goes to %j", (name, to, after) => {
    expect(names(withMove(board, name, to))).toEqual(after);
  });

  it("gives the card the type of its new status and leaves other columns as they are", () => {
    const moved = withMove(board, "a", { column: "done", before: null });
    expect(moved.columns[1]!.items[2]).toMatchObject({ status_id: "done", status_type: "done" });
    expect(moved.columns[2]).toBe(board.columns[2]);
  });

  it("remembers the way back", () => {
    expect(placeOf(board, "a")).toEqual({ column: "todo", before: "b" });
    expect(placeOf(board, "b")).toEqual({ column: "todo", before: null });
    expect(placeOf(board, "nobody")).toBeNull();
  });

  it("names a neighbour to the server, or only the status of an empty column", () => {
    expect(asMove(board, "a", { column: "done", before: "y" })).toEqual({ status_id: "done", before: "y" });
    expect(asMove(board, "a", { column: "done", before: null })).toEqual({ status_id: "done", after: "y" });
    expect(asMove(board, "b", { column: "todo", before: null })).toEqual({ status_id: "todo", after: "a" });
    expect(asMove(board, "a", { column: "empty", before: null })).toEqual({ status_id: "empty" });
  });
});

it("labels are read in their order, each once", () => {
  expect(asLabels(" ux, quality,, ux ")).toEqual(["ux", "quality"]);
});

it("projects that are late stand first, those that are over last", () => {
  const project = (title: string, state: "active" | "planned" | "done", due_on: string | null) => ({ title, state, due_on });
  const list = [project("over", "done", "2026-01-01"), project("later", "active", "2026-12-24"), project("plan", "planned", null), project("late", "active", "2026-11-01"), project("open end", "active", null)];
  expect(byUrgency(list, today).map((one) => one.title)).toEqual(["late", "later", "open end", "plan", "over"]);
});

describe("many tasks at once", () => {
  const row = (name: string, parent_id: string | null = null) => ({ id: name, parent_id, project_id: "p" });
  const rows = [row("a"), row("a1", "a"), row("a11", "a1"), row("b"), row("c"), row("d")];
  it.each([
    [["a", "a1"], ["a"], ["a", "a1", "a11"]],
    [["a", "a11", "c"], ["a", "c"], ["a", "a1", "a11", "c"]],
    [["a11", "b"], ["a11", "b"], ["a11", "b"]],
  ])("of %j only %j moves by itself; with them go %j", (chosen, tops, all) => {
    expect(topmost(rows, new Set(chosen)).map((task) => task.id)).toEqual(tops);
    expect([...withBelow(rows, new Set(chosen))].toSorted()).toEqual(all);
  });
  it("knows where each stood: before the next sibling that stays", () => {
    expect(placesOf(rows, [row("b"), row("c")])).toEqual([
      { id: "b", project_id: "p", parent_id: null, before: "d" },
      { id: "c", project_id: "p", parent_id: null, before: "d" },
    ]);
    expect(placesOf(rows, [row("d"), row("a1", "a")]).map((place) => place.before)).toEqual([null, null]);
  });
});
