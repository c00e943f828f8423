import { screen } from "@testing-library/react";
import { draw } from "@/testing/draw";
import { TreeList } from "./TreeList";

interface Goal {
  id: string;
  name: string;
  below: Goal[];
}

const leaf = (id: string, name: string): Goal => ({ id, name, below: [] });
const goals: Goal[] = [{ id: "1", name: "Win shops", below: [{ id: "2", name: "Leads", below: [leaf("3", "Site"), leaf("4", "Mail")] }] }, leaf("5", "Sleep well")];
const below = (goal: Goal) => goal.below;

async function tree() {
  const opened: string[] = [];
  const { user } = await draw(
    <TreeList
      label="Objectives"
      nodes={goals}
      childrenOf={below}
      nameOf={(goal) => goal.name}
      startsOpen={(_, level) => level === 1}
      onOpen={(goal) => opened.push(goal.name)}
      columns={[{ id: "name", header: "Name", width: "1fr", render: (goal, tabIndex) => <a href={`#${goal.id}`} tabIndex={tabIndex}>{goal.name}</a> }]}
    />,
  );
  await screen.findByRole("treegrid", { name: "Objectives" });
  const names = () => screen.getAllByRole("row").slice(1).map((row) => row.textContent);
  return { user, names, opened };
}

it("starts with what is said to be open, and tells levels", async () => {
  const { names } = await tree();
  expect(names()).toEqual(["Win shops", "Leads", "Sleep well"]);
  expect(screen.getByRole("row", { name: "Leads" })).toHaveAttribute("aria-level", "2");
  expect(screen.getByRole("row", { name: "Leads" })).toHaveAttribute("aria-expanded", "false");
  expect(screen.getByRole("row", { name: "Sleep well" })).not.toHaveAttribute("aria-expanded");
});

it("opens and closes by arrows, with the focus on the row", async () => {
  const { user, names } = await tree();
  await user.tab();
  await user.keyboard("{ArrowDown}{ArrowRight}");
  expect(names()).toEqual(["Win shops", "Leads", "Site", "Mail", "Sleep well"]);
  await user.keyboard("{ArrowRight}");
  expect(screen.getByRole("row", { name: "Site" })).toHaveFocus();
  await user.keyboard("{ArrowLeft}{ArrowLeft}");
  expect(names()).toEqual(["Win shops", "Leads", "Sleep well"]);
  expect(screen.getByRole("row", { name: "Leads" })).toHaveFocus();
});

it("finds a name by its first letter and opens it by Enter or a click on the row", async () => {
  const { user, opened } = await tree();
  await user.tab();
  await user.keyboard("s{Enter}");
  await user.click(screen.getAllByRole("gridcell")[0]!);
  await user.click(screen.getByRole("link", { name: "Leads" }));
  expect(opened).toEqual(["Sleep well", "Win shops"]);
});

it("keeps links of other rows out of the Tab order", async () => {
  await tree();
  expect(screen.getAllByRole("link").map((link) => link.tabIndex)).toEqual([0, -1, -1]);
});
