import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { startLanguage } from "@/i18n/i18n";

class QuietSource extends EventTarget {
  static readonly CLOSED = 2;
  readyState = 0;
  close(): void {}
}

const account = { id: "a1", name: "Mia Hartmann", email: "mia@example.org" };
const signedOut = { set_up: true, account: null, workspaces: [], version: "1", mail: false, filling: false };
const signedIn = { ...signedOut, account, workspaces: [{ id: "w1", slug: "acme", name: "Acme", role: "owner", sample: false }] };
const workspace = {
  workspace: { id: "w1", slug: "acme", name: "Acme", time_zone: "UTC", week_start: 1, year_start_month: 1, check_in_days: 7, key_prefix: "AC", sample: false, version: 1, can: {} },
  me: { member: "m1", name: "Mia Hartmann", email: "mia@example.org", role: "owner", can: {} },
  teams: [],
  sample: false,
  event: 7,
};

interface Asked {
  method: string;
  path: string;
  body: unknown;
}

/** Plays the server: answers by "METHOD path"; what is not listed is an empty list. */
async function start(at: string, answers: Record<string, unknown>) {
  const asked: Asked[] = [];
  vi.resetModules();
  vi.stubGlobal("EventSource", QuietSource);
  vi.stubGlobal("fetch", async (request: Request) => {
    const { pathname: path } = new URL(request.url);
    asked.push({ method: request.method, path, body: request.method === "GET" ? null : await request.clone().json().catch(() => null) });
    const given = answers[`${request.method} ${path}`];
    const answer = typeof given === "function" ? (given as () => unknown)() : (given ?? { items: [], next: null });
    const status = (answer as { status?: number }).status ?? 200;
    return new Response(JSON.stringify(answer), { status, headers: { "Content-Type": "application/json" } });
  });
  window.history.replaceState(null, "", at);
  await startLanguage("en-GB");
  const { App } = await import("./App");
  render(<App />);
  return { asked, user: userEvent.setup() };
}

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

const problem = (status: number, code: string, detail: string, errors: { path: string; message: string }[] = []) => ({ status, code, detail, errors });

it("leads a stranger to the sign-in and back to where they wanted to go", async () => {
  let who: unknown = signedOut;
  const { user } = await start("/w/acme/nowhere", {
    "GET /api/bootstrap": () => who,
    "GET /api/w/acme/bootstrap": () => (who === signedOut ? problem(401, "core.unauthenticated", "Sign in.") : workspace),
    "POST /api/session": () => {
      who = signedIn;
      return signedIn;
    },
  });
  await user.type(await screen.findByRole("textbox", { name: "E-mail" }), "mia@example.org");
  await user.type(screen.getByLabelText("Password"), "quiet river{Enter}");
  expect(await screen.findByRole("heading", { name: "Nothing here" })).toBeInTheDocument();
  expect(window.location.pathname).toBe("/w/acme/nowhere");
  expect(screen.getByRole("navigation", { name: "Main" })).toBeInTheDocument();
});

it("says what was wrong and keeps what was typed", async () => {
  const { user, asked } = await start("/sign-in", {
    "GET /api/bootstrap": signedOut,
    "POST /api/session": problem(401, "identity.wrong_password", "The e-mail address or the password is not right."),
  });
  await user.type(await screen.findByRole("textbox", { name: "E-mail" }), "mia@example.org");
  await user.type(screen.getByLabelText("Password"), "wrong{Enter}");
  expect((await screen.findByText("The e-mail address or the password is not right.")).closest("[role=alert]")).toHaveFocus();
  expect(screen.getByRole("textbox", { name: "E-mail" })).toHaveValue("mia@example.org");
  expect(asked.filter((call) => call.method === "POST")).toHaveLength(1);
});

it("signs in by a link once, and takes the secret out of the address", async () => {
  const { asked } = await start("/sign-in#one-time", { "GET /api/bootstrap": signedOut, "POST /api/session/link": problem(410, "identity.link_invalid", "This link was used already.") });
  expect(await screen.findByText("This link was used already.")).toBeInTheDocument();
  expect(asked.filter((call) => call.path === "/api/session/link")).toEqual([{ method: "POST", path: "/api/session/link", body: { token: "one-time" } }]);
  expect(window.location.hash).toBe("");
});

it("sets the installation up only with the token of the link", async () => {
  await start("/", { "GET /api/bootstrap": { ...signedOut, set_up: false } });
  expect(await screen.findByRole("heading", { name: "Open the set-up link" })).toBeInTheDocument();
});

it("sends the whole set-up, and puts the server's words to their field", async () => {
  const { user, asked } = await start("/set-up#first", {
    "GET /api/bootstrap": { ...signedOut, set_up: false },
    "POST /api/setup": problem(422, "core.invalid", "Look at the fields.", [{ path: "password", message: "Too easy to guess." }]),
  });
  await user.type(await screen.findByRole("textbox", { name: "Your name" }), "Mia");
  await user.type(screen.getByRole("textbox", { name: "Workspace" }), "Acme");
  await user.type(screen.getByRole("textbox", { name: "E-mail" }), "mia@example.org");
  await user.type(screen.getByLabelText("Password"), "12345678{Enter}");
  await waitFor(() => expect(screen.getByLabelText("Password")).toHaveAccessibleDescription(/Too easy to guess/));
  expect(screen.getByLabelText("Password")).toHaveFocus();
  expect(asked.find((call) => call.path === "/api/setup")?.body).toMatchObject({ token: "first", name: "Mia", workspace_name: "Acme", email: "mia@example.org", start: "team" });
});

it("shows a failed start with its reason, and tries again", async () => {
  let down = true;
  const { user } = await start("/sign-in", { "GET /api/bootstrap": () => (down ? problem(500, "core.unexpected", "Something broke here.") : signedOut) });
  expect(await screen.findByText("Something broke here.")).toBeInTheDocument();
  down = false;
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("heading", { name: "Sign in" })).toBeInTheDocument();
});

it("gives the focus to the heading of the page one went to", async () => {
  const { user } = await start("/sign-in", { "GET /api/bootstrap": signedOut });
  await user.click(await screen.findByRole("link", { name: "Forgotten your password?" }));
  await user.click(await screen.findByRole("link", { name: "Back to sign in" }));
  expect(await screen.findByRole("textbox", { name: "E-mail" })).toHaveFocus();
});
