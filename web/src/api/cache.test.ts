import { QueryObserver } from "@tanstack/react-query";
import { type Change, createRefresher, keyOf, keysFor } from "./cache";
import { createQueryClient } from "./queryClient";

const change = (kind: string, id = "1", version = 2): Change => ({ kind, subject: "task", id, version });
const wait = (milliseconds: number) => new Promise<string>((resolve) => setTimeout(() => resolve("waited"), milliseconds));

describe("keysFor", () => {
  it("finds the row of the kind, the longest pattern first", () => {
    expect(keysFor(change("goals.cycle_closed"))).toContainEqual(["cycles"]);
    expect(keysFor(change("goals.objective_edited"))).toContainEqual(["objectives"]);
    expect(keysFor(change("work.task_closed", "7"))).toContainEqual(["task", "7"]);
  });
  it("refreshes everything for a kind that nobody listed", () => {
    expect(keysFor(change("weather.changed"))).toEqual([[]]);
  });
});

function watched(key = keyOf("acme", "tasks"), answer: () => Promise<unknown> = async () => []) {
  const client = createQueryClient();
  const ask = vi.fn(answer);
  const stop = new QueryObserver(client, { queryKey: key, queryFn: ask, staleTime: Number.POSITIVE_INFINITY }).subscribe(() => undefined);
  return { client, ask, stop, refresher: createRefresher(client, "acme") };
}

describe("the refresher", () => {
  it("asks again once the news had time to be painted, and once for a burst", async () => {
    const { ask, refresher, stop } = watched();
    await wait(5);
    refresher.take([change("work.task_closed"), change("work.task_edited"), change("work.task_moved")]);
    expect(ask).toHaveBeenCalledTimes(1);
    await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(2), { timeout: 500, interval: 5 });
    await wait(100);
    expect(ask).toHaveBeenCalledTimes(2);
    stop();
  });

  it("lets what we painted ourselves wait longer than news, and a steady flow ask once a round", async () => {
    const { ask, refresher, stop } = watched();
    await wait(5);
    refresher.take([change("work.task_closed", "1", 5)], { own: true, painted: true });
    await wait(80);
    expect(ask).toHaveBeenCalledTimes(1);
    await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(2), { timeout: 200, interval: 5 });
    const until = performance.now() + 240;
    for (let version = 6; performance.now() < until; version++) {
      refresher.take([change("work.task_closed", "1", version)]);
      await wait(10);
    }
    expect(ask.mock.calls.length).toBeGreaterThanOrEqual(4);
    expect(ask.mock.calls.length).toBeLessThanOrEqual(6);
    stop();
  });

  it("leaves other workspaces alone", async () => {
    const { ask, refresher, stop } = watched(keyOf("other", "tasks"));
    await wait(5);
    refresher.take([change("work.task_closed")]);
    await wait(30);
    expect(ask).toHaveBeenCalledTimes(1);
    stop();
  });

  it("does not ask again for the echo of an own write, but does for somebody else's", async () => {
    const { ask, refresher, stop } = watched();
    await wait(5);
    refresher.take([change("work.task_closed", "1", 5)], { own: true });
    await wait(40);
    expect(ask).toHaveBeenCalledTimes(2);
    refresher.take([change("work.task_closed", "1", 5)]);
    await wait(40);
    expect(ask).toHaveBeenCalledTimes(2);
    refresher.take([change("work.task_closed", "1", 6)]);
    await wait(40);
    expect(ask).toHaveBeenCalledTimes(3);
    stop();
  });

  it("shows a number that moved before the answer is there, in every shape a list has it", async () => {
    const progress = (display: string, raw: number) => ({ raw, counted: raw, display, state: "measured" });
    const rows = {
      items: [
        { id: "o", title: "Goal", progress: progress("20 %", 0.2), key_results: [{ id: "k", progress: 0.2 }] },
        { id: "new", progress: { raw: 0, counted: 0, display: "0 %", state: "no_data" } },
      ],
      objective: { id: "o", progress: progress("20 %", 0.2) },
      children: [{ alignment_id: "a", objective: { id: "o", title: "Goal" }, progress: progress("20 %", 0.2) }],
      red: [{ key_result: { id: "other" }, objective: { id: "o" }, progress: progress("20 %", 0.2) }],
    };
    const { client, refresher, stop } = watched(keyOf("acme", "objectives"), async () => structuredClone(rows));
    await wait(5);
    for (const id of ["o", "k", "new"]) {
      refresher.take([{ kind: "progress.changed", subject: "objective", id, progress: { raw: 1.12, counted: 1, display: "112 %" } }]);
    }
    await wait(5);
    const shown = client.getQueryData(keyOf("acme", "objectives")) as typeof rows;
    const [goal, fresh] = shown.items;
    expect(shown.children[0]).toMatchObject({ objective: { id: "o", title: "Goal" }, progress: { display: "112 %" } });
    expect(shown.objective).toMatchObject({ progress: { display: "112 %" } });
    expect(shown.red).toEqual(rows.red);
    expect(goal).toMatchObject({ title: "Goal", progress: { raw: 1.12, counted: 1, display: "112 %" }, key_results: [{ progress: 1.12 }] });
    expect(fresh?.progress).toEqual(rows.items[1]?.progress);
    await vi.waitFor(() => expect(client.getQueryData(keyOf("acme", "objectives"))).toEqual(rows), { timeout: 500, interval: 5 });
    stop();
  });

  it("asks once more when a change came while an answer was under way", async () => {
    const { ask, refresher, stop } = watched(undefined, () => wait(40));
    await wait(60);
    refresher.take([change("work.task_closed", "1")]);
    await wait(45);
    for (const id of ["2", "3", "4"]) refresher.take([change("work.task_closed", id)]);
    await wait(150);
    expect(ask).toHaveBeenCalledTimes(3);
    stop();
  });

  it("asks once more when the first load was under way, whose answer may be older than the change", async () => {
    const { ask, refresher, stop } = watched(undefined, () => wait(40));
    await wait(5);
    refresher.take([change("work.task_closed")]);
    await wait(150);
    expect(ask).toHaveBeenCalledTimes(2);
    stop();
  });
});

describe("what is gone for good", () => {
  it("vanishes from the open list at the next answer and from lists nobody looks at in that moment", async () => {
    const client = createQueryClient();
    const rows = [{ id: "1", title: "Imported" }];
    let answer: typeof rows = rows;
    const open = new QueryObserver(client, { queryKey: keyOf("acme", "objectives", { cycle: "q3" }), queryFn: () => Promise.resolve({ items: answer }) });
    const stop = open.subscribe(() => undefined);
    await vi.waitFor(() => expect(open.getCurrentResult().data?.items).toEqual(rows));
    client.setQueryData(keyOf("acme", "objectives", { cycle: "q2" }), { items: rows });
    client.setQueryData(keyOf("acme", "key-result", "9"), { id: "9" });
    client.setQueryData(keyOf("acme", "bootstrap"), { me: 1 });
    answer = [];
    createRefresher(client, "acme").take([{ kind: "goals.removed_in_bulk", subject: "workspace", id: "w" }]);
    expect(client.getQueryData(keyOf("acme", "objectives", { cycle: "q2" }))).toBeUndefined();
    expect(client.getQueryData(keyOf("acme", "key-result", "9"))).toBeUndefined();
    expect(client.getQueryData(keyOf("acme", "bootstrap"))).toEqual({ me: 1 });
    await vi.waitFor(() => expect(open.getCurrentResult().data?.items).toEqual([]));
    stop();
  });
});
