import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { setVoice } from "@/api/mutations";
import { draw } from "@/testing/draw";
import { toast } from "@/ui/toast";
import type { KeyResultOut, ObjectiveOut } from "../queries";
import { reviewTime } from "../testing";
import { AddKeyResult } from "./AddKeyResult";
import { AlignButton } from "./AlignButton";
import { CascadeButton } from "./CascadeButton";
import { EditKeyResult } from "./EditKeyResult";
import { ObjectiveActions } from "./ObjectiveActions";
import { ObjectiveForm } from "./ObjectiveForm";

const can = { edit: true, activate: false, drop: true, restore: false, delete: false, add_key_result: true, align: true, accept: true };
const objective = { id: "o", title: "Code flows", private: false, version: 3, cycle: reviewTime.cycle, owner: null, team: null, can } as unknown as ObjectiveOut;
const person = (id: string, name: string) => ({ id, name, title: "", active: true });
const bootstrap = {
  workspace: { time_zone: "UTC", slug: "acme" },
  me: { member: "me", can: { contribute: true, create_team: true } },
  teams: [{ id: "web", name: "Web", parent_id: null }],
};

interface Sent {
  method: string;
  path: string;
  body: Record<string, unknown>;
}
const sent: Sent[] = [];
// the dialogs load their fields lazily, and a busy machine takes its time over every key
vi.setConfig({ testTimeout: 30_000 });
let answers: Record<string, unknown> = {};

/** Plays the server: answers by "METHOD path"; what is not listed is an empty list. */
beforeEach(() => {
  setVoice({ tell: (said) => toast.show(said.text, said), warn: toast.error });
  sent.length = 0;
  answers = {
    "GET /api/w/acme/bootstrap": bootstrap,
    "GET /api/w/acme/cycles": { items: [{ id: "c", name: "Q4", current: true }] },
    "GET /api/w/acme/people": { items: [person("me", "Mia Hartmann"), person("g", "Gus Guest")], next: null },
  };
  vi.stubGlobal("fetch", async (request: Request) => {
    const { pathname: path } = new URL(request.url);
    if (path.endsWith("/writing/reviews")) return Response.json({ findings: [], reads_as: [], objective_reads_as: null, language: "en" });
    if (request.method !== "GET") sent.push({ method: request.method, path, body: await request.clone().json().catch(() => ({})) });
    const answer = answers[`${request.method} ${path}`] ?? { items: [], next: null };
    return Response.json(answer, { status: (answer as { status?: number }).status ?? 200 });
  });
});

const at = { at: "/w/acme/objectives" };
const refused = (detail: string, errors: { path: string; message: string }[] = []) => ({ status: 422, code: "core.invalid", detail, errors });

describe("a new objective", () => {
  it("is sent with its key results, and without the row that was left empty", async () => {
    const close = vi.fn();
    answers["POST /api/w/acme/objectives"] = { ...objective, id: "new" };
    const { user } = await draw(<ObjectiveForm close={close} start={{ cycle_id: "c", team_id: null }} />, at);
    await user.type(await screen.findByRole("textbox", { name: "What do you want to achieve?" }), "Quick");
    await user.type(screen.getByRole("textbox", { name: "Key result" }), "Time");
    await user.click(screen.getByRole("button", { name: "Add a key result" }));
    await user.click(screen.getByRole("button", { name: "Create objective" }));
    await waitFor(() => expect(close).toHaveBeenCalled());
    expect(sent[0]!.body).toMatchObject({ title: "Quick", cycle_id: "c", state: "active", key_results: [{ title: "Time" }] });
  });

  it("stays open with the server's word beside the field, and what was typed", async () => {
    const close = vi.fn();
    answers["POST /api/w/acme/objectives"] = refused("Look at the fields.", [{ path: "key_results.0.target", message: "Say where it should go." }]);
    const { user } = await draw(<ObjectiveForm close={close} start={{ cycle_id: "c", team_id: null }} />, at);
    await user.type(await screen.findByRole("textbox", { name: "What do you want to achieve?" }), "Quick");
    await user.type(screen.getByRole("textbox", { name: "Key result" }), "Leads{Enter}");
    expect(await screen.findByText("Say where it should go.")).toBeInTheDocument();
    expect(screen.getByRole("textbox", { name: "Key result" })).toHaveValue("Leads");
    expect(close).not.toHaveBeenCalled();
  });

  it("does not lose a key result that has numbers and no words yet", async () => {
    answers["POST /api/w/acme/objectives"] = refused("Look at the fields.", [{ path: "key_results.0.title", message: "Give it a name." }]);
    const { user } = await draw(<ObjectiveForm close={vi.fn()} start={{ cycle_id: "c", team_id: null }} />, at);
    await user.type(await screen.findByRole("textbox", { name: "What do you want to achieve?" }), "Quick");
    await user.type(screen.getByLabelText("To"), "500");
    await user.click(screen.getByRole("button", { name: "Create objective" }));
    expect(await screen.findByText("Give it a name.")).toBeInTheDocument();
    expect(sent[0]!.body.key_results).toMatchObject([{ target: "500" }]);
  });
});

describe("one more key result", () => {
  it("is sent with a sub-target on its way", async () => {
    answers["POST /api/w/acme/objectives/o/key-results"] = reviewTime;
    const { user } = await draw(<AddKeyResult objective={objective} />, at);
    await user.click(await screen.findByRole("button", { name: "Add a key result" }));
    await user.type(await screen.findByRole("textbox", { name: "Key result" }), "Leads");
    await user.click(screen.getByText("Owner, team, dates and more"));
    await user.click(screen.getByRole("button", { name: "Add a sub-target" }));
    await user.type(screen.getByLabelText("On"), "2026-11-15{Tab}");
    await user.type(screen.getByLabelText("It should be"), "200{Tab}");
    await user.click(screen.getByRole("button", { name: "Add it" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
    expect(sent[0]!.body).toMatchObject({ title: "Leads", path: [{ on: "2026-11-15", value: "200" }] });
  });
});

describe("an edit of a key result", () => {
  const edit = (row: KeyResultOut) => draw(<EditKeyResult row={row} close={vi.fn()} />, at);

  it("offers its weight to the people of its objective only", async () => {
    await edit({ ...reviewTime, can: { ...reviewTime.can, weigh: false } });
    expect(await screen.findByRole("textbox", { name: "Key result" })).toHaveValue("Review time");
    expect(screen.queryByLabelText("Weight")).not.toBeInTheDocument();
  });

  it("sends what was changed and the reason", async () => {
    answers["PATCH /api/w/acme/key-results/kr"] = { ...reviewTime, target: 6, version: 4 };
    const { user } = await edit(reviewTime);
    const target = await screen.findByLabelText("To");
    await user.clear(target);
    await user.type(target, "6");
    await user.type(screen.getByLabelText("Why the change? (kept with it)"), "Why not");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent).toEqual([{ method: "PATCH", path: "/api/w/acme/key-results/kr", body: { target: "6", reason: "Why not" } }]));
    expect(screen.getByLabelText("Weight")).toHaveValue("1");
  });
});

describe("handing a key result down", () => {
  it("says what becomes of its number, and makes the objective", async () => {
    answers["POST /api/w/acme/teams"] = { id: "pay", name: "Payments", version: 1 };
    answers["POST /api/w/acme/key-results/kr/cascade"] = { objective: { ...objective, id: "child", title: "Review time", team: { id: "pay", name: "Payments" } }, key_result: reviewTime };
    const { user, router } = await draw(<CascadeButton row={reviewTime} />, at);
    await user.click(await screen.findByRole("button", { name: "Hand down to a team" }));
    expect(await screen.findByText(/from then on take its number from the objectives below/)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Make it their objective" }));
    expect(await screen.findByText("Say which team takes it up, or who.")).toBeInTheDocument();
    const team = screen.getByRole("combobox", { name: "Team" });
    expect(team).toHaveFocus();
    await user.type(team, "Payments");
    await user.click(await screen.findByRole("option", { name: "Make the team “Payments”" }));
    await waitFor(() => expect(team).toHaveValue("Payments"));
    await user.click(screen.getByRole("button", { name: "Make it their objective" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/w/acme/objectives/child"));
    expect(sent[1]!.body).toMatchObject({ title: "Review time", convert: true, team_id: "pay" });
    const said = await screen.findByText("Handed down: ‘Review time’ is an objective of Payments");
    await user.click(within(said.parentElement!).getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/w/acme/key-results/kr"));
    await waitFor(() => expect(sent.at(-1)).toMatchObject({ method: "DELETE", path: "/api/w/acme/objectives/child" }));
  });
});

describe("what may be done with an objective", () => {
  const open = async (item: string) => {
    const drawn = await draw(<ObjectiveActions objective={objective} />, at);
    await drawn.user.click(await screen.findByRole("button", { name: "More" }));
    await drawn.user.click(await screen.findByRole("menuitem", { name: item }));
    return drawn;
  };

  it("is dropped with a reason, never without", async () => {
    answers["POST /api/w/acme/objectives/o/drop"] = { ...objective, state: "dropped" };
    const { user } = await open("Drop ...");
    const dialog = await screen.findByRole("dialog");
    await user.click(within(dialog).getByRole("button", { name: "Drop it" }));
    expect(await within(dialog).findByText("A few words help whoever looks for it later.")).toBeInTheDocument();
    expect(sent).toEqual([]);
    await user.type(within(dialog).getByRole("textbox"), "Gone");
    await user.click(within(dialog).getByRole("button", { name: "Drop it" }));
    await waitFor(() => expect(sent[0]?.body).toEqual({ reason: "Gone" }));
  });

  it("is shared with a person, and can be taken back", async () => {
    answers["GET /api/w/acme/shares"] = { items: [{ member_id: "g", member: "Gus Guest", access: "view" }] };
    const { user } = await open("Share ...");
    expect(within(await screen.findByRole("list", { name: "Shared with" })).getByText("Gus Guest")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Stop sharing with Gus Guest" }));
    await waitFor(() => expect(sent[0]).toMatchObject({ method: "DELETE", path: "/api/w/acme/shares" }));
  });
});

describe("saying what an objective serves", () => {
  const hit = { id: "kr", kind: "key_result", label: "KR-7", title: "Review time", context: "Code flows" };
  const choose = async (row: KeyResultOut) => {
    answers["GET /api/w/acme/search"] = { items: [hit] };
    answers["GET /api/w/acme/key-results/kr"] = { key_result: row, parents: [], children: [], series: [], changes: [] };
    const drawn = await draw(<AlignButton objective="child" />, at);
    await drawn.user.click(await screen.findByRole("button", { name: "Serves ..." }));
    await drawn.user.type(await screen.findByLabelText("Objective or key result above"), "review");
    await drawn.user.click(await screen.findByRole("radio", { name: /KR-7/ }));
    return drawn;
  };

  it("lets a key result without a number of its own count objectives, with one click", async () => {
    const { user } = await choose(reviewTime);
    expect(await screen.findByText(/no objective can be a part of its number as it stands/)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Link it" }));
    await waitFor(() => expect(sent).toEqual([{ method: "POST", path: "/api/w/acme/key-results/kr/cascade", body: { objective_id: "child", weight: 1, convert: true } }]));
  });

  it("serves the objective of a key result that has values", async () => {
    const { user } = await choose({ ...reviewTime, values: 3 });
    expect(await screen.findByText(/KR-7 has a number of its own, so the link goes to its objective instead: Code flows/)).toBeInTheDocument();
    expect(screen.queryByText("Let it count objectives below")).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Link it" }));
    await waitFor(() => expect(sent[0]).toMatchObject({ path: "/api/w/acme/objectives/child/parents", body: { objective_id: "o", key_result_id: null, kind: "contributes" } }));
  });
});
