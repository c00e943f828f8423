import { useState } from "react";
import { Avatar, AvatarStack, Person } from "@/ui/Avatar";
import { Wordmark } from "@/ui/Brand";
import { Button, IconButton } from "@/ui/Button";
import { PaceChart } from "@/ui/chart/PaceChart";
import { useColourScheme } from "@/ui/colourScheme";
import { Icon } from "@/ui/icons";
import { Kbd } from "@/ui/Kbd";
import { Card, Facts, Page, Row, Section, Stack } from "@/ui/layout";
import { Markdown } from "@/ui/Markdown";
import { ProgressBar } from "@/ui/ProgressBar";
import { Sparkline } from "@/ui/Sparkline";
import { Count, Status, Tag } from "@/ui/Status";
import { EmptyState, ErrorState, SkeletonRows } from "@/ui/states";
import { Tabs } from "@/ui/Tabs";
import { toast } from "@/ui/toast";
import { ApiProblem } from "@/lib/problem";
import { FieldsDemo } from "./FieldsDemo";
import { measured, pacePath, people } from "./data";
import { OverlaysDemo } from "./OverlaysDemo";
import { BoardDemo, GridDemo, TreeDemo } from "./TablesDemo";

export function Kitchen() {
  const { scheme, choose } = useColourScheme();
  return (
    <main>
      <Page
        title="Kitchen"
        crumbs={<Wordmark />}
        actions={
          <>
            <Button onClick={() => choose(scheme === "dark" ? "light" : "dark")} icon={scheme === "dark" ? "sun" : "moon"}>
              Light or dark
            </Button>
            <Button variant="primary" icon="plus" shortcut="C">
              Create
            </Button>
          </>
        }
      >
        <Buttons />
        <OverlaysDemo />
        <FieldsDemo />
        <Section title="Tree">
          <TreeDemo />
        </Section>
        <Section title="Grid">
          <div style={{ height: 420 }}>
            <GridDemo />
          </div>
        </Section>
        <Section title="Board">
          <div style={{ height: 420 }}>
            <BoardDemo />
          </div>
        </Section>
        <Pictures />
        <States />
        <TabsDemo />
      </Page>
    </main>
  );
}

function Buttons() {
  return (
    <Section title={<>Buttons and labels <Count>12</Count></>} note="One primary button a view.">
      <Stack>
        <Row>
          <Button variant="primary">Save</Button>
          <Button>Default</Button>
          <Button variant="quiet">Quiet</Button>
          <Button variant="danger">Remove</Button>
          <Button busy>Saving</Button>
          <Button disabled>Disabled</Button>
          <Button size="s" icon="filter">
            Filter
          </Button>
          <IconButton icon="more" label="More" />
          <IconButton icon="trash" label="Delete" variant="danger" />
          <Kbd keys="mod+K" />
          <Kbd keys="g o" />
        </Row>
        <Row>
          <Status tone="on">On track</Status>
          <Status tone="risk">At risk</Status>
          <Status tone="off">Off track</Status>
          <Status tone="done">Done</Status>
          <Status tone="none">Not started</Status>
          <Tag>Q4 2026</Tag>
          <Person name="Mia Hartmann" />
          {people.map((person) => (
            <Avatar key={person.id} name={person.name} />
          ))}
          <AvatarStack names={people.map((person) => person.name)} />
        </Row>
      </Stack>
    </Section>
  );
}

function Pictures() {
  return (
    <Section title="Progress and charts">
      <Row gap={24} align="start">
        <div style={{ width: 280 }}>
          <Stack>
            <ProgressBar value={0.58} pace={0.6} tone="on" label="Win the small shops" withNumber />
            <ProgressBar value={0.31} pace={0.6} tone="risk" label="Ship twice as often" withNumber />
            <ProgressBar value={0.08} pace={0.6} tone="off" label="Translated pages" withNumber />
            <ProgressBar value={1} tone="done" label="Files found" withNumber />
            <ProgressBar value={null} label="Critical bugs" withNumber />
            <Sparkline values={[3, 4, 4, 7, 6, 9, 12]} tone="on" label="From 3 to 12 in seven weeks" />
            <Card>
              <Facts
                facts={[
                  { label: "Owner", value: <Person name="Jonas Weber" /> },
                  { label: "Cycle", value: "Q4 2026" },
                  { label: "Target", value: "500 leads" },
                ]}
              />
            </Card>
          </Stack>
        </div>
        <div style={{ flex: "1 1 320px", minWidth: 0 }}>
          <PaceChart points={measured} path={pacePath} days={["2026-10-01", "2026-12-31"]} marks={[{ value: 500, label: "Target 500 leads", side: "start" }]} today="2026-11-18" finding="306 of 500 leads, 10 behind the pace of today." style={{ unit: "leads", decimals: 0 }} />
          <Markdown text={"**Why**: half of the region buys in *another language*.\n\n- [x] price page\n- [ ] checkout, see [the plan](https://example.org)\n\n> Ask Noor first."} />
        </div>
      </Row>
    </Section>
  );
}

function States() {
  const problem = new ApiProblem(409, { code: "goals.cycle_closed", detail: "Q3 2026 is closed. Move the objective to an open cycle first.", request_id: "01J9ZK4T" });
  return (
    <Section title="States">
      <Row align="start">
        <div style={{ flex: "1 1 260px" }}>
          <EmptyState icon="target" sentence="No objectives in this cycle yet." action={<Button variant="primary">Write the first one</Button>} example="Win the small shops of the region" />
        </div>
        <div style={{ flex: "1 1 260px" }}>
          <ErrorState error={problem} retry={() => toast.show("Tried again")} />
        </div>
        <div style={{ flex: "1 1 260px" }}>
          <SkeletonRows rows={5} />
        </div>
      </Row>
    </Section>
  );
}

function TabsDemo() {
  const [tab, setTab] = useState<"work" | "history" | "about">("work");
  return (
    <Section title="Tabs">
      <Tabs
        label="Key result"
        items={[
          { id: "work", label: "Work", count: 12 },
          { id: "history", label: "History", count: 7 },
          { id: "about", label: "About" },
        ]}
        value={tab}
        onChange={setTab}
      >
        <p>
          <Icon name="info" /> The content of {tab}.
        </p>
      </Tabs>
    </Section>
  );
}
