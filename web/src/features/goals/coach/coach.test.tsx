import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { setVoice } from "@/api/mutations";
import { draw } from "@/testing/draw";
import { toast } from "@/ui/toast";
import { AddKeyResult } from "../components/AddKeyResult";
import { ObjectiveForm } from "../components/ObjectiveForm";
import type { ObjectiveOut } from "../queries";
import { reviewTime } from "../testing";
import type { Finding, Question, Reading } from "./rules";

vi.setConfig({ testTimeout: 30_000 });

const objective = { id: "o", title: "Code flows", cycle: reviewTime.cycle, can: {} } as unknown as ObjectiveOut;
const bootstrap = { workspace: { time_zone: "UTC", slug: "acme" }, me: { member: "me", can: { contribute: true } }, teams: [] };
const blank: Reading = { kind: "milestone", outcome: false, measurable: false, vague: false, baseline: null, target: null, unit: "", relative: false, due: null, due_words: "", metric: "", spans: {} };
const number: Finding = { rule: "KR01", name: "Nothing to count", severity: "error", part: "key_result", index: 0, message: "There is no number in it.", fix: "Launch v2 from … to …", fields: [], rank: 2 };
const output: Finding = { ...number, rule: "KR04", name: "Output", severity: "warning", message: "What changes for whom once it is launched?", fix: "Move … by launching v2", rank: 1 };

/** What the server says about a title; by default nothing. */
let says: (title: string) => { findings?: Finding[]; reading?: Partial<Reading> };
let asked: string[];
let sent: Record<string, unknown>[];
let isDown: boolean;

beforeEach(() => {
  setVoice({ tell: (said) => toast.show(said.text, said), warn: toast.error });
  says = () => ({});
  asked = [];
  sent = [];
  isDown = false;
  const plays: Record<string, (body: never) => unknown> = {
    "/api/w/acme/bootstrap": () => bootstrap,
    "/api/w/acme/cycles": () => ({ items: [{ id: "c", name: "Q4", current: true, starts_on: "2026-10-01", ends_on: "2026-12-31" }] }),
    "/api/w/acme/objectives/o/key-results": (body: Record<string, unknown>) => (sent.push(body), reviewTime),
    "/api/w/acme/writing/reviews": ({ key_results = [] }: Question) => {
      const lines = key_results.map(({ title }) => says(title));
      asked.push(...key_results.map(({ title }) => title));
      return { findings: lines.flatMap(({ findings = [] }, index) => findings.map((one) => ({ ...one, index }))), reads_as: lines.map(({ reading }) => ({ ...blank, ...reading })), objective_reads_as: null, language: "en" };
    },
  };
  vi.stubGlobal("fetch", async (request: Request) => {
    const { pathname: path } = new URL(request.url);
    if (isDown && path.endsWith("/reviews")) throw new TypeError("no network");
    const body = request.method === "GET" ? {} : await request.clone().json();
    return Response.json(plays[path]?.(body as never) ?? { items: [], next: null });
  });
});

const at = { at: "/w/acme/objectives" };

async function write(title: string) {
  const drawn = await draw(<AddKeyResult objective={objective} />, at);
  await drawn.user.click(await screen.findByRole("button", { name: "Add a key result" }));
  const field = await screen.findByRole<HTMLInputElement>("textbox", { name: "Key result" });
  if (title) await drawn.user.type(field, title);
  return { ...drawn, field };
}
const hints = () => screen.findByRole("list", { name: "Hints for this line" });

describe("the coach while a key result is typed", () => {
  beforeEach(() => {
    says = (title) => (title.startsWith("Launch") ? { findings: [number, output] } : {});
  });

  it("says what is missing, politely, and leaves the cursor where it is", async () => {
    const { user, field } = await write("Launch v2");
    expect(within(await hints()).getAllByRole("listitem").map((item) => item.textContent)).toEqual([
      expect.stringContaining("What changes for whom"),
      expect.stringContaining("There is no number in it."),
    ]);
    expect(field).toHaveFocus();
    expect(screen.getByText("2 hints: Output, Nothing to count")).toHaveAttribute("role", "status");
    field.setSelectionRange(6, 6);
    await user.keyboard("!");
    await waitFor(() => expect(asked).toContain("Launch! v2"));
    expect(field.selectionStart).toBe(7);
  });

  it("rewrites the line by a key, and gives the old one back", async () => {
    const { user, field } = await write("Launch v2");
    await hints();
    fireEvent.keyDown(field, { code: "Digit2", key: "2", altKey: true });
    expect(field).toHaveValue("Launch v2 from … to …");
    await waitFor(() => expect([field.selectionStart, field.selectionEnd]).toEqual([15, 16]));
    await user.click(screen.getByRole("button", { name: "Give me the old text back" }));
    expect(field).toHaveValue("Launch v2");
    expect(field).toHaveFocus();
  });

  it("does not say again in this line what was waved away", async () => {
    const { user, field } = await write("Launch v2");
    await hints();
    await user.click(screen.getByRole("button", { name: "Not here: Output" }));
    await user.type(field, " soon");
    await waitFor(() => expect(asked).toContain("Launch v2 soon"));
    expect(within(await hints()).getAllByRole("listitem")).toHaveLength(1);
  });

  it("lets an output stand as steps, and leads to the first of them", async () => {
    const { user } = await write("Launch v2");
    await hints();
    await user.click(screen.getByRole("button", { name: "Keep it, in steps" }));
    await waitFor(() => expect(screen.getByRole("textbox", { name: "Step 1" })).toHaveFocus());
    expect(screen.queryByText("What changes for whom once it is launched?")).not.toBeInTheDocument();
  });

  it("is silent when the server cannot be reached, and holds nothing up", async () => {
    isDown = true;
    const { user } = await write("Launch v2{Tab}");
    await user.type(screen.getByLabelText("To"), "3");
    await user.click(screen.getByRole("button", { name: "Add it" }));
    await waitFor(() => expect(sent[0]).toMatchObject({ title: "Launch v2", target: "3" }));
    expect(screen.queryByText(/hint|reach/)).not.toBeInTheDocument();
  });
});

describe("the fields of the form", () => {
  const fall = { kind: "decrease", baseline: "24", target: "4", unit: "h", due: "2026-12-15", measurable: true, outcome: true } as const;

  it("are filled from the sentence, are said to be, and leave alone what was typed", async () => {
    says = (title) => (title.includes("24 h") ? { reading: fall } : {});
    const { user } = await write("");
    await user.type(screen.getByLabelText("From"), "30");
    await user.type(screen.getByRole("textbox", { name: "Key result" }), "Reduce review time from 24 h to 4 h by 15 December");
    await waitFor(() => expect(screen.getByLabelText("To")).toHaveValue("4"));
    expect(screen.getByLabelText("From")).toHaveValue("30");
    expect(screen.getByLabelText("To")).toHaveAccessibleDescription(/Read from the sentence/);
    expect(screen.getByLabelText("From")).not.toHaveAccessibleDescription();
    expect(screen.getByText(/last day 15 Dec.*, read from the sentence/)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Add it" }));
    await waitFor(() => expect(sent[0]).toMatchObject({ kind: "decrease", start: "30", target: "4", unit: "h", ends_on: "2026-12-15" }));
  });
});

describe("the guide", () => {
  it("drafts the form step by step, and loses nothing when it is left half-way", async () => {
    const { user } = await draw(<ObjectiveForm close={vi.fn()} start={{ cycle_id: "c", team_id: null }} />, at);
    await user.click(await screen.findByRole("button", { name: "Guide me" }));
    await user.type(await screen.findByRole("textbox", { name: "For whom?" }), "new customers{Enter}work from day one{Enter}a guided set-up");
    expect(screen.getByRole("textbox", { name: "Objective" })).toHaveValue("Help new customers work from day one with a guided set-up");
    await user.type(screen.getByRole("textbox", { name: "Measure" }), "Days until the first report");
    await user.type(screen.getByLabelText("From"), "9");
    await user.type(screen.getByLabelText("To"), "2");
    await user.type(screen.getByRole("textbox", { name: "Comes from" }), "the audit log");
    await user.keyboard("{Escape}");
    expect(await screen.findByRole("textbox", { name: "What do you want to achieve?" })).toHaveValue("Help new customers work from day one with a guided set-up");
    expect(screen.getByRole("textbox", { name: "Key result" })).toHaveValue("Reduce days until the first report from 9 to 2");
    expect(screen.getByLabelText("From")).toHaveValue("9");
    await user.click(screen.getByText("Owner, team, dates and more"));
    expect(screen.getByLabelText("Notes")).toHaveValue("Source: the audit log");
  });
});
