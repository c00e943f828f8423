import { useState } from "react";
import { ApiProblem } from "@/lib/problem";
import { Button } from "@/ui/Button";
import { CommandPalette } from "@/ui/CommandPalette";
import { ConfirmDanger } from "@/ui/ConfirmDanger";
import { FormDialog } from "@/ui/Dialog";
import { DateField } from "@/ui/fields/DateField";
import { PersonField } from "@/ui/fields/PeopleField";
import { TextField } from "@/ui/fields/TextField";
import { Row, Section, Stack } from "@/ui/layout";
import { Menu } from "@/ui/Menu";
import { ShortcutHelp } from "@/ui/ShortcutHelp";
import { SidePanel } from "@/ui/SidePanel";
import { useShortcuts } from "@/ui/shortcuts";
import { toast } from "@/ui/toast";
import { Tooltip } from "@/ui/Tooltip";
import { people } from "./data";

type Name = "dialog" | "panel" | "confirm" | "palette" | "help" | null;

export function OverlaysDemo() {
  const [open, setOpen] = useState<Name>(null);
  const close = () => setOpen(null);
  useShortcuts([
    { keys: "mod+k", group: "Everywhere", label: "Search and commands", run: () => setOpen("palette") },
    { keys: "?", group: "Everywhere", label: "Keyboard shortcuts", run: () => setOpen("help") },
    { keys: "g o", group: "Go to", label: "Objectives", run: () => toast.show("Objectives") },
  ]);
  return (
    <Section title="Overlays">
      <Row>
        {(["dialog", "panel", "confirm", "palette", "help"] as const).map((name) => (
          <Button key={name} onClick={() => setOpen(name)}>
            Open {name}
          </Button>
        ))}
        <Menu
          label="More"
          trigger={<Button>Open menu</Button>}
          sections={[
            { items: [{ id: "e", label: "Edit", icon: "edit", shortcut: "E", run: () => toast.show("Edited") }, { id: "d", label: "Duplicate", icon: "copy", run: () => undefined, disabled: true }] },
            { label: "Colours", items: [{ id: "l", label: "Light", icon: "sun", checked: true, run: () => undefined }, { id: "k", label: "Dark", icon: "moon", checked: false, run: () => undefined }] },
            { items: [{ id: "r", label: "Remove", icon: "trash", danger: true, run: () => toast.show("Removed “Translate checkout”", { undo: () => toast.show("It is back") }) }] },
          ]}
        />
        <Button onClick={() => toast.show("Moved to Done", { undo: () => toast.show("Moved back") })}>Show toast</Button>
        <Button onClick={() => toast.error(new ApiProblem(412, { code: "work.stale", detail: "Jonas changed this meanwhile. Look at it again, then decide." }))}>Show error</Button>
        <Tooltip label="70 % is a good score" shortcut="S">
          <Button>Tooltip</Button>
        </Tooltip>
      </Row>
      {open === "dialog" && <DialogDemo close={close} />}
      {open === "panel" && <PanelDemo close={close} />}
      {open === "confirm" && (
        <ConfirmDanger title="Delete the workspace?" confirm="Delete" typed="Acme" onConfirm={close} close={close}>
          All goals, work and history go, for everybody. There is no way back.
        </ConfirmDanger>
      )}
      {open === "palette" && <PaletteDemo close={close} />}
      {open === "help" && <ShortcutHelp close={close} />}
    </Section>
  );
}

function DialogDemo({ close }: { close: () => void }) {
  const [name, setName] = useState("");
  const [owner, setOwner] = useState<string | null>(null);
  const [due, setDue] = useState<string | null>(null);
  return (
    <FormDialog title="New objective" close={close} submit="Create" onSubmit={close}>
      <TextField label="What do you want to achieve?" value={name} onChange={setName} required error={name ? undefined : "Give it a title."} data-autofocus />
      <PersonField label="Owner" people={people} value={owner} onChange={setOwner} placeholder="Nobody yet" />
      <DateField label="Due" value={due} onChange={setDue} today="2026-11-18" />
    </FormDialog>
  );
}

function PanelDemo({ close }: { close: () => void }) {
  return (
    <SidePanel title="HW-42" close={close}>
      <Stack>
        <h2>Translate checkout</h2>
        <p>It moves “Checkout in 6 languages”, and that “Win the small shops of the region”.</p>
        <Button>Mark as done</Button>
      </Stack>
    </SidePanel>
  );
}

function PaletteDemo({ close }: { close: () => void }) {
  const [query, setQuery] = useState("");
  const all = ["Objectives", "Projects", "People & teams", "Import", "Settings"];
  const items = all.filter((label) => label.toLowerCase().includes(query.toLowerCase()));
  return (
    <CommandPalette
      label="Search"
      placeholder="Find a goal, task or person, or type a command"
      query={query}
      onQuery={setQuery}
      close={close}
      groups={[
        { label: "Found", items: query ? [{ id: "f", label: "Translate checkout", icon: "check", hint: "HW-42 · Web", run: () => undefined }] : [] },
        { label: "Go to", items: items.map((label) => ({ id: label, label, icon: "arrowRight", shortcut: "g o", run: () => toast.show(label) })) },
      ]}
    />
  );
}
