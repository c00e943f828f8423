import { fireEvent, screen, within } from "@testing-library/react";
import { useState } from "react";
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
];
const tasks: Task[] = ["Translate", "Measure", "Rewrite"].map((title, at) => ({ id: `HW-${at + 1}`, title, status: at === 2 ? "done" : "todo", owner: null, days: at, due: null }));
const groups = statuses.map(({ value, label }) => ({ id: value, label, name: label }));
const groupOf = (task: Task) => task.status;

async function table({ grouped = false } = {}) {
  const edited: [string, string, CellValue][] = [];
  const opened: string[] = [];
  function Table() {
    const [rows, setRows] = useState(tasks);
    return (
      <Grid
        label="Tasks"
        rows={rows}
        columns={columns}
        {...(grouped && { groups, groupOf })}
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
  return { user, grid, active, edited, opened };
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
  await user.keyboard("{End}{ArrowLeft}abc{Enter}");
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
  await user.keyboard("{End}{ArrowLeft}");
  await user.paste("4\n5,5\nnone");
  expect(edited).toEqual([["HW-1", "days", 4], ["HW-2", "days", 5.5]]);
  await user.keyboard("{ArrowLeft}j{Enter}");
  const clipboardData = { setData: vi.fn<(type: string, text: string) => void>() };
  fireEvent.copy(grid, { clipboardData });
  expect(clipboardData.setData).toHaveBeenCalledWith("text/plain", "Jonas");
});
