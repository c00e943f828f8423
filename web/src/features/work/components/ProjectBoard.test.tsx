import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import { setVoice } from "@/api/mutations";
import { draw } from "@/testing/draw";
import { toast } from "@/ui/toast";
import type { BoardOut, ProjectDetail, TaskOut } from "../queries";
import { withMove } from "../rules";
import { ProjectBoard } from "./ProjectBoard";

const status = (id: string, name: string, type: "open" | "done") => ({ id, project_id: "p", name, type, place: 0, tasks: 1 });
const counted = { share: 0, display: "0 %", by: "count" as const, leaves: 1, done: 0, hours: 0, hours_done: 0 };
const task = (id: string, title: string, of: { id: string; type: "open" | "done" }): TaskOut => ({
  id,
  label: `HW-${id}`,
  number: 1,
  project_id: "p",
  parent_id: null,
  depth: 0,
  status_id: of.id,
  status_type: of.type,
  title,
  priority: "none",
  labels: [],
  assignees: [],
  starts_on: null,
  due_on: null,
  estimate_hours: null,
  subtasks: 0,
  counted,
  serves: [],
  blocked_by: [],
  blockers: 0,
  waiting_for: "",
  closed_at: null,
  version: 3,
});
const [todo, done] = [status("todo", "To do", "open"), status("done", "Done", "done")];
const board: BoardOut = {
  columns: [
    { status: todo, items: [task("1", "Translate checkout", todo), task("2", "Proofread", todo)], next: null },
    { status: done, items: [task("3", "Word list", done)], next: null },
  ],
};
const project = { id: "p", title: "Checkout", statuses: [todo, done], can: { edit: true, edit_tasks: true } } as unknown as ProjectDetail;

const bootstrap = { workspace: { time_zone: "UTC", slug: "acme" }, me: { member: "me", can: {} }, teams: [] };
const writes: { url: string; body: unknown; version: string | null }[] = [];
let refuse = false;

/** The server's board has the card where the last kept write put it. */
function answerTo(url: string): unknown {
  if (url.includes("/bootstrap")) return bootstrap;
  if (url.includes("/board")) return writes.length > 0 && !refuse ? withMove(board, "1", { column: "done", before: "3" }) : board;
  return { nodes: [], bonds: [] };
}

beforeEach(() => {
  setVoice({ tell: (said) => toast.show(said.text, said), warn: toast.error });
  writes.length = 0;
  refuse = false;
  vi.stubGlobal("fetch", async (request: Request) => {
    if (request.method === "GET") return Response.json(answerTo(request.url));
    writes.push({ url: new URL(request.url).pathname, body: await request.json(), version: request.headers.get("If-Match") });
    if (refuse) return Response.json({ code: "work.archived", detail: "The project is in the archive." }, { status: 409 });
    return Response.json({ ...task("1", "Translate checkout", done), version: 4 });
  });
});

async function drawn() {
  const parts = await draw(<ProjectBoard project={project} filters={{ view: "board" }} />, { at: "/w/acme/board" });
  await screen.findByRole("button", { name: /Translate checkout/, description: /Arrow keys/ });
  return parts;
}

const inColumn = (name: string) => within(screen.getByRole("region", { name }));

it("carries a card to Done by Shift and an arrow: painted at once, one request with the version it has", async () => {
  const { user } = await drawn();
  screen.getByRole("button", { name: /Translate checkout/, description: /Arrow keys/ }).focus();
  await user.keyboard("{Shift>}{ArrowRight}{/Shift}");
  await waitFor(() => expect(inColumn("Done").getByText("Translate checkout")).toBeInTheDocument());
  await waitFor(() => expect(writes).toEqual([{ url: "/api/w/acme/tasks/1/move", body: { status_id: "done", before: "3" }, version: '"3"' }]));
  expect(await screen.findByText("Done.")).toBeInTheDocument();
});

it("puts the card back and says why when the server refuses", async () => {
  refuse = true;
  const { user } = await drawn();
  screen.getByRole("button", { name: /Translate checkout/, description: /Arrow keys/ }).focus();
  await user.keyboard("{Shift>}{ArrowRight}{/Shift}");
  expect(await screen.findByText("The project is in the archive.")).toBeInTheDocument();
  await waitFor(() => expect(inColumn("To do").getByText("Translate checkout")).toBeInTheDocument());
  expect(inColumn("Done").queryByText("Translate checkout")).toBeNull();
});
