import { screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import { setVoice } from "@/api/mutations";
import { draw } from "@/testing/draw";
import { toast } from "@/ui/toast";
import type { TeamWeek } from "../queries";
import { CommitField } from "./CommitField";

// the fields of a commitment load lazily, and a busy machine takes its time over every key
vi.setConfig({ testTimeout: 30_000 });

const week = { week: { first: "2026-11-16", current: true }, team: { id: "t" }, people: [] } as unknown as TeamWeek;
const bootstrap = { workspace: { time_zone: "UTC", slug: "acme" }, me: { member: "me", name: "Mia", can: {} }, teams: [] };
const refusal = { status: 422, code: "rituals.too_many", detail: "Five are enough for a week. Drop one first." };
let sent: Record<string, unknown>[] = [];
let answer: () => Promise<Response>;

beforeEach(() => {
  setVoice({ tell: (said) => toast.show(said.text, said), warn: toast.error });
  sent = [];
  answer = async () => Response.json(refusal, { status: 422 });
  vi.stubGlobal("fetch", async (request: Request) => {
    if (request.method === "GET") return Response.json(request.url.endsWith("/bootstrap") ? bootstrap : { items: [], objectives: [], guards: [] });
    sent.push(await request.clone().json());
    return answer();
  });
});

const begin = async () => {
  const { user } = await draw(<CommitField week={week} />, { at: "/w/acme/rhythm" });
  return { user, box: await screen.findByRole("combobox", { name: "Commit to something" }) };
};

it("keeps what was written when the server refuses it, with the reason", async () => {
  const { user, box } = await begin();
  await user.type(box, "! Call the bank{Enter}");
  await waitFor(() => expect(box).toHaveAccessibleDescription(refusal.detail));
  expect(sent).toMatchObject([{ title: "Call the bank", priority: 1 }]);
  expect(box).toHaveValue("! Call the bank");
  expect(box).toHaveFocus();
  await user.type(box, "s");
  expect(box).not.toHaveAccessibleDescription(refusal.detail);
});

it("puts nothing over what is being written by then", async () => {
  let refuse: (response: Response) => void = () => undefined;
  answer = () => new Promise((resolve) => (refuse = resolve));
  const { user, box } = await begin();
  await user.type(box, "Call the bank{Enter}");
  await user.type(box, "Write the offer");
  await waitFor(() => expect(sent).toHaveLength(1));
  refuse(Response.json(refusal, { status: 422 }));
  expect(await screen.findByText(new RegExp(refusal.detail))).toBeInTheDocument();
  expect(box).toHaveValue("Write the offer");
});
