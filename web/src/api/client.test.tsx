import { ApiProblem } from "@/lib/problem";
import { api, onSignedOut, unwrap, writeHeaders } from "./client";

const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
const network = vi.fn<(request: Request) => Promise<Response>>();

beforeEach(() => {
  network.mockReset();
  vi.stubGlobal("fetch", network);
});
afterEach(() => vi.unstubAllGlobals());

it("sends the CSRF cookie back as a header, with a key of its own, on writes only", async () => {
  document.cookie = "headway_csrf=abc%2F1";
  network.mockImplementation(async () => answer(200, {}));
  await unwrap(api.GET("/api/bootstrap"));
  await unwrap(api.POST("/api/session", { body: { email: "a", password: "b" } }));
  const [read, write] = network.mock.calls.map(([request]) => request.headers);
  expect(read?.get("X-CSRF-Token")).toBeNull();
  expect(read?.get("Idempotency-Key")).toBeNull();
  expect(write?.get("X-CSRF-Token")).toBe("abc/1");
  expect(write?.get("Idempotency-Key")).toMatch(/^[0-9a-f-]{36}$/);
});

it("keeps the key it is given and quotes the version", async () => {
  network.mockResolvedValue(answer(200, {}));
  await unwrap(api.PATCH("/api/account", { body: { name: "Mia" }, headers: writeHeaders("k-1", 7) }));
  expect(network.mock.calls[0]?.[0].headers.get("Idempotency-Key")).toBe("k-1");
  expect(network.mock.calls[0]?.[0].headers.get("If-Match")).toBe('"7"');
});

it("throws the server's problem with its fields", async () => {
  network.mockResolvedValue(answer(422, { code: "invalid", detail: "Look at the fields.", errors: [{ path: "email", message: "No address." }], request_id: "r1" }));
  const problem = await unwrap(api.GET("/api/bootstrap")).catch((thrown: unknown) => thrown);
  expect(problem).toBeInstanceOf(ApiProblem);
  expect(problem).toMatchObject({ status: 422, code: "invalid", detail: "Look at the fields.", requestId: "r1", byField: { email: "No address." }, isRetryable: false });
});

it("calls a failed fetch a network problem, worth another try", async () => {
  network.mockRejectedValue(new TypeError("Failed to fetch"));
  await expect(unwrap(api.GET("/api/bootstrap"))).rejects.toMatchObject({ status: 0, code: "network", isRetryable: true });
});

it("bears an answer that is no JSON", async () => {
  network.mockResolvedValue(new Response("<h1>Bad gateway</h1>", { status: 502, statusText: "Bad Gateway" }));
  await expect(unwrap(api.GET("/api/bootstrap"))).rejects.toMatchObject({ status: 502, code: "http.502", detail: "Bad Gateway", isRetryable: true });
});

it("tells who listens when the session is gone", async () => {
  const gone = vi.fn();
  const stop = onSignedOut(gone);
  network.mockResolvedValue(answer(401, { code: "unauthenticated" }));
  await unwrap(api.GET("/api/bootstrap")).catch(() => undefined);
  stop();
  await unwrap(api.GET("/api/bootstrap")).catch(() => undefined);
  expect(gone).toHaveBeenCalledTimes(1);
});
