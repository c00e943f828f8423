import { act, fireEvent, screen, within } from "@testing-library/react";
import { useEffect, useState } from "react";
import { draw } from "@/testing/draw";
import { Grid } from "./Grid";
import type { CellValue, GridColumn } from "./types";

interface Task {
  id: string;
  title: string;
  status: string;
  owner: string | null;
  days: number | null;
  due: string | null;
  helpers: string[];
}

const people = [{ id: "m", name: "Mia" }, { id: "j", name: "Jonas" }];
const statuses = [{ value: "todo", label: "To do" }, { value: "done", label: "Done" }];
const columns: GridColumn<Task>[] = [
  { id: "id", header: "Number", width: 80, value: (task) => task.id },
  { id: "title", header: "Title", width: 200, value: (task) => task.title, edit: () => ({ kind: "text", required: true }) },
  { id: "status", header: "Status", width: 100, value: (task) => task.status, edit: () => ({ kind: "select", options: statuses }) },
  { id: "owner", header: "Owner", width: 100, value: (task) => task.owner, edit: () => ({ kind: "person", people }) },
  { id: "days", header: "Days", width: 80, value: (task) => task.days, edit: () => ({ kind: "number" }) },
  { id: "due", header: "Due", width: 80, value: (task) => task.due, edit: () => ({ kind: "date", today: "2026-11-18" }) },
  { id: "helpers", header: "Helpers", width: 80, value: (task) => task.helpers, edit: () => ({ kind: "people", people }) },
];
const tasks: Task[] = ["Translate", "Measure", "Rewrite"].map((title, at) => ({ id: `HW-${at + 1}`, title, status: at === 2 ? "done" : "todo", owner: null, days: at, due: null, helpers: [] }));
const groups = statuses.map(({ value, label }) => ({ id: value, label, name: label }));
const groupOf = (task: Task) => task.status;

/** What an answer of the server does to the rows while one works in them. */
let answer: (change: (rows: Task[]) => Task[]) => void = () => undefined;

async function table({ grouped = false, choosing = false, empty = false, ordered = false } = {}) {
  const edited: [string, string, CellValue][] = [];
  const opened: string[] = [];
  const carried: string[] = [];
  const order = { put: () => undefined, carry: (row: Task, key: string) => carried.push(`${row.id} ${key}`) };
  function Table() {
    const [rows, setRows] = useState(empty ? [] : tasks);
    const [chosen, change] = useState<ReadonlySet<string>>(new Set());
    useEffect(() => {
      answer = (next) => act(() => setRows(next));
    }, []);
    return (
      <Grid
        label="Tasks"
        rows={rows}
        columns={columns}
        {...(grouped && { groups, groupOf })}
        selection={choosing ? { chosen, change } : undefined}
        order={ordered ? order : undefined}
        onOpen={(task) => opened.push(task.id)}
        onEdit={(task, column, value) => {
          edited.push([task.id, column, value]);
          setRows((before) => before.map((row) => (row.id === task.id ? { ...row, [column]: value } : row)));
        }}
      />
    );
  }
  const { user } = await draw(<Table />);
  const grid = await screen.findByRole(grouped ? "treegrid" : "grid", { name: "Tasks" });
  const active = () => document.getElementById(grid.getAttribute("aria-activedescendant") ?? "")?.textContent;
  grid.focus();
  return { user, grid, active, edited, opened, carried };
}

it("moves by arrows, and the focus stays with the grid", async () => {
  const { user, grid, active } = await table();
  expect(active()).toBe("HW-1");
  await user.keyboard("{ArrowDown}{ArrowRight}");
  expect(active()).toBe("Measure");
  await user.keyboard("{End}{Control>}{Home}{/Control}");
  expect(active()).toBe("HW-1");
  await user.keyboard("{ArrowUp}");
  expect(active()).toBe("Number");
  expect(grid).toHaveFocus();
});

it("edits by typing; Enter saves and goes down, Escape leaves it as it was", async () => {
  const { user, grid, active, edited } = await table();
  await user.keyboard("{ArrowRight}Say{Enter}");
  expect(edited).toEqual([["HW-1", "title", "Say"]]);
  expect(active()).toBe("Measure");
  expect(grid).toHaveFocus();
  await user.keyboard("{F2}!!{Escape}");
  expect(edited).toHaveLength(1);
  expect(active()).toBe("Measure");
});

it("goes on with Tab, and reads numbers and days as people write them", async () => {
  const { user, edited } = await table();
  await user.keyboard("{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}2.5{Tab}");
  await user.keyboard("fri{Enter}");
  expect(edited).toEqual([["HW-1", "days", 2.5], ["HW-1", "due", "2026-11-20"]]);
});

it("keeps an unreadable number open and marks it", async () => {
  const { user, edited } = await table();
  await user.keyboard("{End}{ArrowLeft}{ArrowLeft}abc{Enter}");
  expect(screen.getByRole("textbox", { name: "Days" })).toBeInvalid();
  expect(edited).toEqual([]);
});

it("chooses from a list by typing a part of the name", async () => {
  const { user, edited, grid } = await table();
  await user.keyboard("{ArrowRight}{ArrowRight}{Enter}");
  const list = screen.getByRole("listbox", { name: "Status" });
  expect(within(list).getAllByRole("option").map((option) => option.textContent)).toEqual(["To do", "Done"]);
  await user.keyboard("do{ArrowDown}{Enter}");
  expect(edited).toEqual([["HW-1", "status", "done"]]);
  expect(grid).toHaveFocus();
  await user.keyboard("{ArrowRight}jo{Enter}");
  expect(edited.at(-1)).toEqual(["HW-1", "owner", "j"]);
  await user.keyboard("{Delete}");
  expect(edited.at(-1)).toEqual(["HW-1", "owner", null]);
});

it("does not empty what must not be empty", async () => {
  const { user, edited } = await table();
  await user.keyboard("{ArrowRight}{Delete}{ArrowRight}{Delete}");
  expect(edited).toEqual([]);
});

it("opens the row where nothing can be edited, and anywhere with Ctrl", async () => {
  const { user, opened } = await table();
  await user.keyboard("{Enter}{ArrowRight}{Control>}{Enter}{/Control}");
  expect(opened).toEqual(["HW-1", "HW-1"]);
});

it("chooses a cell by a click and edits it by the second", async () => {
  const { user, edited } = await table();
  const cell = screen.getByRole("gridcell", { name: "Rewrite" });
  await user.click(cell);
  expect(screen.queryByRole("textbox")).toBeNull();
  await user.click(cell);
  await user.clear(screen.getByRole("textbox", { name: "Title" }));
  await user.keyboard("Write again");
  await user.click(screen.getByRole("gridcell", { name: "Measure" }));
  expect(edited).toEqual([["HW-3", "title", "Write again"]]);
});

it("sorts from the header, and says so", async () => {
  const { user } = await table();
  await user.keyboard("{ArrowUp}{ArrowRight}{Enter}");
  expect(screen.getByRole("columnheader", { name: "Title" })).toHaveAttribute("aria-sort", "ascending");
  expect(screen.getAllByRole("row").slice(1).map((row) => within(row).getAllByRole("gridcell")[1]?.textContent)).toEqual(["Measure", "Rewrite", "Translate"]);
});

it("folds groups", async () => {
  const { user, active } = await table({ grouped: true });
  expect(screen.getAllByRole("row")).toHaveLength(6);
  await user.keyboard("{ArrowLeft}");
  expect(screen.getAllByRole("row")).toHaveLength(4);
  expect(active()).toContain("To do");
  await user.keyboard("{Enter}{ArrowDown}");
  expect(active()).toBe("HW-1");
});

it("pastes a column downwards, and copies what one reads", async () => {
  const { user, edited, grid } = await table();
  await user.keyboard("{End}{ArrowLeft}{ArrowLeft}");
  await user.paste("4\n5,5\nnone");
  expect(edited).toEqual([["HW-1", "days", 4], ["HW-2", "days", 5.5]]);
  await user.keyboard("{ArrowLeft}j{Enter}");
  const clipboardData = { setData: vi.fn<(type: string, text: string) => void>() };
  fireEvent.copy(grid, { clipboardData });
  expect(clipboardData.setData).toHaveBeenCalledWith("text/plain", "Jonas");
});

it("puts several people on, takes one off, and keeps all by Enter with nothing typed", async () => {
  const { user, edited, grid } = await table();
  await user.keyboard("{End}{Enter}");
  const list = screen.getByRole("listbox", { name: "Helpers" });
  await user.keyboard("jo{Enter}mi{Enter}");
  expect(within(list).getAllByRole("option", { selected: true }).map((option) => option.textContent)).toEqual(["MMia", "JJonas"]);
  await user.keyboard("{Enter}");
  expect(edited).toEqual([["HW-1", "helpers", ["j", "m"]]]);
  expect(grid).toHaveFocus();
  await user.keyboard("{Enter}{Backspace}{Enter}");
  expect(edited.at(-1)).toEqual(["HW-1", "helpers", ["j"]]);
  await user.keyboard("{Enter}mi{Escape}");
  await user.keyboard("{Enter}{Enter}");
  expect(edited).toHaveLength(2);
  await user.keyboard("{ArrowDown}{Delete}mi{Tab}");
  expect(edited.at(-1)).toEqual(["HW-2", "helpers", ["m"]]);
});

const chosenRows = () => screen.queryAllByRole("row", { selected: true }).map((row) => within(row).getAllByRole("gridcell")[0]?.textContent);

it("chooses rows by Space, a range by Shift and arrows, all by Ctrl+A, none by Escape", async () => {
  const { user } = await table({ choosing: true });
  await user.keyboard("{ArrowDown} ");
  expect(chosenRows()).toEqual(["HW-2"]);
  await user.keyboard("{Shift>}{ArrowDown}{/Shift}");
  expect(chosenRows()).toEqual(["HW-2", "HW-3"]);
  await user.keyboard("{Shift>}{ArrowUp}{ArrowUp}{/Shift}");
  expect(chosenRows()).toEqual(["HW-1", "HW-2"]);
  await user.keyboard(" ");
  expect(chosenRows()).toEqual(["HW-2"]);
  await user.keyboard("{Control>}a{/Control}");
  expect(chosenRows()).toEqual(["HW-1", "HW-2", "HW-3"]);
  await user.keyboard("{Escape}");
  expect(chosenRows()).toEqual([]);
});

it("chooses rows by a click on the box before them, and up to here with Shift", async () => {
  const { user } = await table({ choosing: true });
  const boxes = () => [...document.querySelectorAll<HTMLElement>("[role=rowgroup]:last-child [role=row] > [aria-hidden]")];
  await user.click(boxes()[0]!);
  expect(chosenRows()).toEqual(["HW-1"]);
  await user.keyboard("{Shift>}");
  await user.click(boxes()[2]!);
  await user.keyboard("{/Shift}");
  expect(chosenRows()).toEqual(["HW-1", "HW-2", "HW-3"]);
});

it("keeps what one types when an answer changes, moves or takes away the row, and hands it over", async () => {
  const { user, edited, grid } = await table();
  await user.keyboard("{ArrowRight}{Enter}{Control>}a{/Control}Transl");
  const editor = screen.getByRole("textbox", { name: "Title" });
  answer((rows) => rows.map((row) => ({ ...row, title: `${row.title} again` })).toReversed());
  expect(editor).toHaveFocus();
  answer((rows) => rows.filter((row) => row.id !== "HW-1"));
  await user.keyboard("ate it");
  expect(screen.getByRole("textbox", { name: "Title" })).toBe(editor);
  await user.keyboard("{Enter}");
  expect(edited).toEqual([["HW-1", "title", "Translate it"]]);
  expect(grid).toHaveFocus();
});

it("does not write what nobody touched over what somebody else wrote meanwhile", async () => {
  const { user, edited } = await table();
  await user.keyboard("{ArrowRight}{Enter}");
  answer((rows) => rows.map((row) => (row.id === "HW-1" ? { ...row, title: "Theirs" } : row)));
  await user.keyboard("{Enter}");
  expect(edited).toEqual([]);
});

it("stays with the first row when keys come before the rows do", async () => {
  const { user, edited } = await table({ empty: true });
  await user.keyboard("{ArrowRight}");
  answer(() => tasks);
  await user.keyboard("Soon{Enter}");
  expect(edited).toEqual([["HW-1", "title", "Soon"]]);
});

it("carries a row by Alt and an arrow, only while rows stand in their own order", async () => {
  const { user, carried } = await table({ ordered: true });
  await user.keyboard("{ArrowDown}{Alt>}{ArrowUp}{ArrowRight}{/Alt}");
  expect(carried).toEqual(["HW-2 ArrowUp", "HW-2 ArrowRight"]);
  await user.click(screen.getByRole("columnheader", { name: "Title" }));
  await user.keyboard("{ArrowDown}{Alt>}{ArrowDown}{/Alt}");
  expect(carried).toHaveLength(2);
});
