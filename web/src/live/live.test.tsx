import { shareLive } from "./shared";
import type { LiveMessage } from "./stream";

/** Stands for the browser's EventSource: the test plays the server. */
class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static all: FakeSource[] = [];
  readyState = 1;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  readonly url: string;

  constructor(url: string) {
    super();
    this.url = url;
    FakeSource.all.push(this);
  }
  close(): void {
    this.readyState = FakeSource.CLOSED;
  }
  send(type: string, id: number, data: unknown = {}): void {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data), lastEventId: String(id) }));
  }
}

/** One lock, held in turn, as Web Locks do. */
function fakeLocks() {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    request(_name: string, { signal }: { signal: AbortSignal }, hold: () => Promise<void>) {
      const turn = tail.then(() => (signal.aborted ? Promise.reject(new DOMException("aborted", "AbortError")) : hold()));
      tail = turn.catch(() => undefined);
      return turn;
    },
  };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 25));
const open = () => FakeSource.all.filter((source) => source.readyState !== FakeSource.CLOSED);
const told = { kind: "work.task_closed", subject: "task", id: "1", version: 2 };
const stops: (() => void)[] = [];

function tab(after: number | null = 10) {
  const heard: LiveMessage[] = [];
  const live = shareLive("acme", after, (message) => heard.push(message));
  stops.push(live.stop);
  return { ...live, changes: () => heard.flatMap((message) => (message.type === "change" ? [message.id] : [])), heard };
}

beforeEach(() => {
  FakeSource.all = [];
  vi.stubGlobal("EventSource", FakeSource);
  vi.stubGlobal("navigator", { locks: fakeLocks() });
});
afterEach(async () => {
  for (const stop of stops.splice(0)) stop();
  await settle();
  vi.unstubAllGlobals();
});

it("opens one stream for eight tabs, and all of them hear", async () => {
  const tabs = Array.from({ length: 8 }, () => tab());
  await settle();
  expect(open()).toHaveLength(1);
  expect(open()[0]?.url).toBe("/api/w/acme/events?after=10");
  open()[0]?.send("change", 11, told);
  await settle();
  expect(tabs.map((each) => each.changes())).toEqual(tabs.map(() => [11]));
});

it("hands over to another tab, which goes on from the last number seen", async () => {
  const [first, second] = [tab(), tab()];
  await settle();
  open()[0]?.send("change", 11, told);
  await settle();
  first.stop();
  await settle();
  expect(open()).toHaveLength(1);
  expect(open()[0]?.url).toBe("/api/w/acme/events?after=11");
  open()[0]?.send("change", 11, told);
  open()[0]?.send("change", 12, told);
  await settle();
  expect(second.changes()).toEqual([11, 12]);
});

it("tells a late tab to look again when it may have missed something", async () => {
  tab();
  await settle();
  open()[0]?.send("change", 11, told);
  const [late, upToDate] = [tab(10), tab(11)];
  await settle();
  expect(late.heard).toContainEqual({ type: "reload", id: 11 });
  expect(upToDate.heard.filter((message) => message.type === "reload")).toEqual([]);
});

it("passes on that too much was missed", async () => {
  const [first, second] = [tab(), tab()];
  await settle();
  open()[0]?.send("reload", 500);
  await settle();
  expect(first.heard).toContainEqual({ type: "reload", id: null });
  expect(second.heard).toContainEqual({ type: "reload", id: null });
});

it("opens anew, after the last number, when the stream was closed for good", async () => {
  const first = tab();
  await settle();
  const source = open()[0]!;
  source.send("change", 14, told);
  source.close();
  vi.spyOn(Math, "random").mockReturnValue(0);
  source.onerror?.();
  expect(first.heard).toContainEqual({ type: "state", state: "waiting" });
  await new Promise((resolve) => setTimeout(resolve, 420));
  expect(open()[0]?.url).toBe("/api/w/acme/events?after=14");
});

it("works without Web Locks: each visible tab has its own", async () => {
  vi.stubGlobal("navigator", {});
  const [first, second] = [tab(null), tab(null)];
  expect(open().map((source) => source.url)).toEqual(["/api/w/acme/events", "/api/w/acme/events"]);
  open()[0]?.send("change", 5, told);
  expect([first.changes(), second.changes()]).toEqual([[5], []]);
});
