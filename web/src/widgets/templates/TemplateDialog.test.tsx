import { screen } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import { setVoice } from "@/api/mutations";
import { draw } from "@/testing/draw";
import { toast } from "@/ui/toast";
import { TemplateDialog } from "./TemplateDialog";

const sent: { method: string; path: string; body: Record<string, unknown> }[] = [];
let answer: { status: number; body: unknown };
// the dialog loads its fields lazily, and a busy machine takes its time over every key
vi.setConfig({ testTimeout: 30_000 });

beforeEach(() => {
  setVoice({ tell: (said) => toast.show(said.text, said), warn: toast.error });
  sent.length = 0;
  answer = { status: 201, body: { id: "t", version: 1 } };
  vi.stubGlobal("fetch", async (request: Request) => {
    const { pathname: path } = new URL(request.url);
    if (request.method !== "GET") sent.push({ method: request.method, path, body: await request.clone().json() });
    return Response.json(answer.body, { status: answer.status });
  });
});

const given = { objective: "Bring bicycles back", domain: "sales", key_results: [{ title: "Reduce the wait", kind: "decrease", unit: "days", start: "9", target: "3", window: "month" }] } as const;
const at = { at: "/w/acme/library" };

it("sends what was written, with what the form does not ask for", async () => {
  const close = vi.fn();
  const saved = vi.fn();
  const { user } = await draw(<TemplateDialog given={{ ...given, key_results: [...given.key_results] }} close={close} saved={saved} />, at);
  await user.type(await screen.findByRole("textbox", { name: "Where the number comes from" }), "Workshop book");
  await user.click(screen.getByRole("button", { name: "Add to the library" }));
  await vi.waitFor(() => expect(close).toHaveBeenCalled());
  expect(saved).toHaveBeenCalledWith(expect.objectContaining({ id: "t" }));
  expect(sent[0]).toMatchObject({ method: "POST", path: "/api/w/acme/writing/templates", body: { objective: "Bring bicycles back", domain: "sales" } });
  expect(sent[0]?.body.key_results).toMatchObject([{ title: "Reduce the wait", start: "9", target: "3", window: "month", source: "Workshop book" }]);
});

it("stays open where the server refuses, with its words at the field", async () => {
  answer = { status: 422, body: { status: 422, code: "core.invalid", detail: "Please check the fields.", errors: [{ path: "objective", message: "Write a few words." }] } };
  const close = vi.fn();
  const { user } = await draw(<TemplateDialog close={close} />, at);
  await user.click(await screen.findByRole("button", { name: "Add to the library" }));
  expect(await screen.findByText("Write a few words.")).toBeVisible();
  expect(close).not.toHaveBeenCalled();
});
