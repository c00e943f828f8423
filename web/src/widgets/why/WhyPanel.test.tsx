import { screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { draw } from "@/testing/draw";
import { WhyPanel } from "./WhyPanel";

vi.setConfig({ testTimeout: 30_000 });
const [goal, result, task] = ["1", "2", "3"].map((digit) => digit.repeat(8) + "-0000-7000-8000-000000000000") as [string, string, string];
const number = { value: 0.5, counted: 0.5, display: "50 %" };
const part = (id: string, subject: string, title: string) => ({ id, subject, title, label: "", hidden: false, counts: true, share: 1, share_display: "100 %", contribution: 0.5, progress: number });
const moves = [
  { at: "2026-03-02T10:00:00Z", old: 0.4, new: 0.5, why: "work.task_closed", actor: { id: "p", name: "Mira Olsen" }, cause: { kind: "work.task_closed", subject: "task", id: task, label: "HW-3 'Write the guide'" } },
  { at: "2026-03-01T10:00:00Z", old: 0.3, new: 0.4, why: "work.task_closed", actor: null, cause: { kind: "work.task_closed", subject: "task", id: null, label: "something private" } },
];
const why = (title: string, parts: unknown[]) => ({
  title, progress: number, formula: "", work: { display: "", done: 0, leaves: 0 }, inputs: [], moved_by: moves, current: null, divergence: "",
  health: { state: "on_track", sentence: "" }, forecast: null, week: { known: false }, parts,
});

it("leads from a number to its parts and to a task, and keeps the focus on the way there and back", async () => {
  const answers: Record<string, unknown> = {
    [`/api/w/acme/explanations/objective/${goal}`]: why("Code flows", [part(result, "key_result", "Reviews are quick")]),
    [`/api/w/acme/explanations/key_result/${result}`]: why("Reviews are quick", [part(task, "task", "Write the guide")]),
    "/api/w/acme/bootstrap": { workspace: { slug: "acme", time_zone: "UTC" }, me: { member: "me", can: {} }, teams: [] },
  };
  vi.stubGlobal("fetch", async (request: Request) => Response.json(answers[new URL(request.url).pathname] ?? { items: [], next: null }));
  const { user, router } = await draw(<WhyPanel id={`objective:${goal}`} close={() => undefined} />, { at: "/w/acme/objectives" });
  await user.click(await screen.findByRole("button", { name: "Reviews are quick" }));
  const work = await screen.findByRole("link", { name: "Write the guide" });
  expect(screen.getByRole("link", { name: "HW-3 'Write the guide'" })).toHaveAttribute("href", expect.stringContaining(task));
  expect(screen.queryByRole("link", { name: "something private" })).toBeNull();
  expect(screen.getByRole("dialog")).toContainElement(document.activeElement as HTMLElement);
  await user.click(screen.getByRole("button", { name: "Back" }));
  await waitFor(() => expect(screen.getByRole("button", { name: "Reviews are quick" })).toHaveFocus());
  expect(work).not.toBeInTheDocument();
  await user.keyboard("{Enter}");
  await user.click(await screen.findByRole("link", { name: "Write the guide" }));
  expect(router.state.location.search).toMatchObject({ task });
});
