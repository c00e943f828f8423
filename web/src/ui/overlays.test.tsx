import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { ApiProblem } from "@/lib/problem";
import { draw } from "@/testing/draw";
import { Button } from "./Button";
import { CommandPalette } from "./CommandPalette";
import { ConfirmDanger } from "./ConfirmDanger";
import { FormDialog } from "./Dialog";
import { TextField } from "./fields/TextField";
import { Menu } from "./Menu";
import { chordOf, useShortcutKeys, useShortcuts } from "./shortcuts";
import { ShortcutHelp } from "./ShortcutHelp";
import { SidePanel } from "./SidePanel";
import { toast, undoLast } from "./toast";

function Opener({ sent }: { sent: string[] }) {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  return (
    <>
      <Button onClick={() => setOpen(true)}>New</Button>
      {open && (
        <FormDialog title="New goal" submit="Create" close={() => setOpen(false)} onSubmit={() => sent.push(name)}>
          <TextField label="Title" value={name} onChange={setName} data-autofocus />
        </FormDialog>
      )}
    </>
  );
}

describe("a form dialog", () => {
  it("starts in its first field, sends by Enter, and gives the focus back when closed", async () => {
    const sent: string[] = [];
    const { user } = await draw(<Opener sent={sent} />);
    await user.click(await screen.findByRole("button", { name: "New" }));
    expect(await screen.findByRole("dialog", { name: "New goal" })).toBeInTheDocument();
    await waitFor(() => expect(screen.getByRole("textbox", { name: "Title" })).toHaveFocus());
    await user.keyboard("Win{Enter}");
    expect(sent).toEqual(["Win"]);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await waitFor(() => expect(screen.getByRole("button", { name: "New" })).toHaveFocus());
  });
});

function Carried() {
  const [open, setOpen] = useState(false);
  const [column, setColumn] = useState("Open");
  return (
    <>
      <div key={column}>
        <button data-card="c" onClick={() => setOpen(true)}>
          Card in {column}
        </button>
      </div>
      {open && (
        <SidePanel title="Card" close={() => setOpen(false)}>
          <button onClick={() => setColumn("Done")}>Finish</button>
        </SidePanel>
      )}
    </>
  );
}

it("comes back to the card that went to another column while its panel was open", async () => {
  const { user } = await draw(<Carried />);
  await user.click(await screen.findByRole("button", { name: "Card in Open" }));
  await user.click(await screen.findByRole("button", { name: "Finish" }));
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.getByRole("button", { name: "Card in Done" })).toHaveFocus());
});

it("asks for the name before what cannot be undone", async () => {
  const confirmed = vi.fn<() => void>();
  const { user } = await draw(
    <ConfirmDanger title="Delete?" confirm="Delete" typed="Acme" onConfirm={confirmed} close={() => undefined}>
      Everything goes.
    </ConfirmDanger>,
  );
  await user.click(await screen.findByRole("button", { name: "Delete" }));
  expect(confirmed).not.toHaveBeenCalled();
  expect(screen.getByText("This is not the same.")).toBeInTheDocument();
  await user.type(screen.getByRole("textbox", { name: "Type Acme to confirm" }), "Acme{Enter}");
  expect(confirmed).toHaveBeenCalledTimes(1);
});

it("opens a menu by keyboard, runs an item, and marks the choice", async () => {
  const ran = vi.fn<() => void>();
  const { user } = await draw(
    <Menu
      label="More"
      trigger={<Button>More</Button>}
      items={[
        { id: "edit", label: "Edit", shortcut: "E", run: ran },
        { id: "light", label: "Light", checked: true, run: () => undefined },
      ]}
    />,
  );
  const button = await screen.findByRole("button", { name: "More" });
  button.focus();
  await user.keyboard("{Enter}");
  const item = await screen.findByRole("menuitem", { name: /^Edit/ });
  expect(screen.getByRole("menuitemradio", { name: "Light" })).toBeChecked();
  await user.click(item);
  expect(ran).toHaveBeenCalledTimes(1);
  expect(screen.getByRole("button", { name: "More" })).toHaveFocus();
  await user.keyboard("{Enter}");
  await screen.findByRole("menuitem", { name: /^Edit/ });
  await user.keyboard("e");
  expect(ran).toHaveBeenCalledTimes(2);
});

describe("the palette", () => {
  const groups = [
    { label: "Found", items: [{ id: "a", label: "Translate", icon: "check", run: vi.fn<() => void>() }] },
    { label: "Go to", items: [{ id: "b", label: "Objectives", icon: "target", run: vi.fn<() => void>() }] },
  ] as const;
  it("keeps the focus in the field while the arrows choose", async () => {
    const close = vi.fn<() => void>();
    const { user } = await draw(
      <CommandPalette label="Search" placeholder="Find" groups={groups.map((group) => ({ ...group, items: [...group.items] }))} query="" onQuery={() => undefined} close={close} />,
    );
    const field = await screen.findByRole("combobox", { name: "Search" });
    await waitFor(() => expect(field).toHaveFocus());
    expect(screen.getByRole("option", { name: "Translate" })).toHaveAttribute("aria-selected", "true");
    await user.keyboard("{ArrowDown}");
    expect(field.getAttribute("aria-activedescendant")).toBe(screen.getByRole("option", { name: "Objectives" }).id);
    await user.keyboard("{Enter}");
    expect(groups[1].items[0].run).toHaveBeenCalledTimes(1);
    expect(close).toHaveBeenCalledTimes(1);
  });
  it("says when nothing is found", async () => {
    await draw(<CommandPalette label="Search" placeholder="Find" groups={[]} query="x" onQuery={() => undefined} close={() => undefined} />);
    expect(await screen.findByText("Nothing found. Try fewer letters.")).toBeInTheDocument();
  });
});

describe("toasts", () => {
  it("offers undo, and takes the newest back by key", async () => {
    const undone: string[] = [];
    const { user } = await draw(<p>Page</p>);
    act(() => {
      toast.show("Moved", { undo: () => undone.push("move") });
      toast.show("Renamed", { undo: () => undone.push("name") });
    });
    expect(screen.getByText("Renamed").closest("[role=status]")).not.toBeNull();
    act(() => expect(undoLast()).toBe(true));
    await user.click(screen.getByRole("button", { name: "Undo" }));
    expect(undone).toEqual(["name", "move"]);
    expect(screen.queryByText("Moved")).toBeNull();
  });
  it("tells errors at once, with their code", async () => {
    const { user } = await draw(<p>Page</p>);
    act(() => toast.error(new ApiProblem(412, { code: "work.stale", detail: "Jonas changed this." })));
    expect(screen.getByText("work.stale").closest("[role=alert]")).not.toBeNull();
    await user.click(screen.getByRole("button", { name: "Dismiss" }));
    expect(screen.queryByText("Jonas changed this.")).toBeNull();
  });
  it("goes after five seconds, and after ten when there is an undo", async () => {
    await draw(<p>Page</p>);
    vi.useFakeTimers();
    act(() => {
      toast.show("Saved");
      toast.show("Moved", { undo: () => undefined });
    });
    act(() => vi.advanceTimersByTime(5_100));
    expect(screen.queryByText("Saved")).toBeNull();
    expect(screen.getByText("Moved")).toBeInTheDocument();
    act(() => vi.advanceTimersByTime(5_000));
    expect(screen.queryByText("Moved")).toBeNull();
    vi.useRealTimers();
  });
});

describe("shortcuts", () => {
  const ran: string[] = [];
  function Page() {
    useShortcutKeys();
    useShortcuts([
      { keys: "c", group: "All", label: "Create", run: () => ran.push("c") },
      { keys: "g o", group: "Go", label: "Objectives", run: () => ran.push("g o") },
      { keys: "mod+k", group: "All", label: "Search", run: () => ran.push("search") },
      { keys: "mod+z", group: "All", label: "Undo", run: () => ran.push("undo") },
    ]);
    const [help, setHelp] = useState(false);
    return (
      <>
        <input aria-label="Note" />
        <button onClick={() => setHelp(true)}>Help</button>
        {help && <ShortcutHelp close={() => setHelp(false)} />}
      </>
    );
  }
  beforeEach(() => ran.splice(0));

  it("runs single keys, sequences and chords", async () => {
    const { user } = await draw(<Page />);
    await screen.findByRole("textbox");
    await user.keyboard("cgo{Control>}k{/Control}");
    expect(ran).toEqual(["c", "g o", "search"]);
  });
  it("leaves letters to the field one types in, but not chords", async () => {
    const { user } = await draw(<Page />);
    await user.click(await screen.findByRole("textbox"));
    await user.keyboard("cgo{Control>}k{/Control}");
    expect(ran).toEqual(["search"]);
  });
  it("steps out of a field by Escape, and hears single keys again", async () => {
    const { user } = await draw(<Page />);
    const field = await screen.findByRole("textbox");
    await user.click(field);
    await user.keyboard("a note{Escape}c");
    expect(field).not.toHaveFocus();
    expect(field).toHaveValue("a note");
    expect(ran).toEqual(["c"]);
  });
  it("leaves the undo of what one typed to the browser", async () => {
    const { user } = await draw(<Page />);
    const undo = "{Control>}z{/Control}";
    await user.click(await screen.findByRole("textbox"));
    await user.keyboard(undo);
    expect(ran).toEqual(["undo"]);
    await user.keyboard(`abc${undo}`);
    expect(ran).toEqual(["undo"]);
  });
  it("lists them in the help", async () => {
    const { user } = await draw(<Page />);
    await user.click(await screen.findByRole("button", { name: "Help" }));
    expect(await screen.findByRole("heading", { name: "Go" })).toBeInTheDocument();
    expect(screen.getByText("Objectives")).toBeInTheDocument();
  });
  it("names chords", () => {
    expect(chordOf({ key: "K", ctrlKey: true, metaKey: false, altKey: false })).toBe("mod+k");
    expect(chordOf({ key: "?", ctrlKey: false, metaKey: false, altKey: false })).toBe("?");
  });
});

it("shows a tooltip to keyboards at once and hides it by Escape", async () => {
  const { user } = await draw(<Button shortcut="C">Create</Button>);
  const { IconButton } = await import("./Button");
  await draw(<IconButton icon="more" label="More" />);
  const button = await screen.findByRole("button", { name: "More" });
  vi.spyOn(button, "matches").mockReturnValue(true);
  fireEvent.focus(button);
  expect(await screen.findByRole("tooltip")).toHaveTextContent("More");
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("tooltip")).toBeNull();
});
