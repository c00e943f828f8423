import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { ApiProblem } from "@/lib/problem";
import { keyOf } from "./cache";
import { setVoice, useWrite, versionOf, type Write } from "./mutations";
import { createQueryClient } from "./queryClient";

interface Task {
  id: string;
  title: string;
  done: boolean;
  version: number;
}

const list = keyOf("acme", "tasks");
const detail = keyOf("acme", "task", "1");
const row = (changes: Partial<Task> = {}): Task => ({ id: "1", title: "Translate", done: false, version: 3, ...changes });

function kitchen() {
  const client = createQueryClient();
  client.setDefaultOptions({ ...client.getDefaultOptions(), mutations: { ...client.getDefaultOptions().mutations, retryDelay: 1 } });
  client.setQueryData(list, { items: [row(), row({ id: "2" })], next: null });
  client.setQueryData(detail, { task: row(), line: [] });
  const told: string[] = [];
  setVoice({ tell: ({ text }) => told.push(text), warn: (problem) => told.push(`warning: ${problem.detail}`) });
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>;
  const use = (changes: Partial<Write<string, Task>>) =>
    renderHook(
      () =>
        useWrite<string, Task>({
          workspace: "acme",
          send: async (title) => row({ title, version: 4 }),
          paint: (title) => [{ under: ["acme"], row: "1", fields: { title } }],
          ...changes,
        }),
      { wrapper },
    ).result;
  const titles = () => [
    client.getQueryData<{ items: Task[] }>(list)?.items[0]?.title,
    client.getQueryData<{ task: Task }>(detail)?.task.title,
  ];
  return { client, told, use, titles, wrapper };
}

/** A promise and how to settle it from outside. */
function later<T>() {
  let settle!: { resolve: (value: T) => void; reject: (why: unknown) => void };
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...settle };
}

it("paints every cached copy before the server answers, then takes the server's row", async () => {
  const { client, use, titles } = kitchen();
  const answer = later<Task>();
  const write = use({ send: () => answer.promise });
  act(() => write.current.run("Rewrite"));
  await waitFor(() => expect(titles()).toEqual(["Rewrite", "Rewrite"]));
  expect(versionOf(client, "acme", "1")).toBe(3);
  answer.resolve(row({ title: "Rewrite!", version: 4 }));
  await waitFor(() => expect(titles()).toEqual(["Rewrite!", "Rewrite!"]));
  expect(versionOf(client, "acme", "1")).toBe(4);
});

it("rolls back with the reason when the server refuses, and does not ask again", async () => {
  const { told, use, titles } = kitchen();
  const send = vi.fn().mockRejectedValue(new ApiProblem(422, { detail: "Too long." }));
  const write = use({ send });
  act(() => write.current.run("Rewrite"));
  await waitFor(() => expect(told).toEqual(["warning: Too long."]));
  expect(titles()).toEqual(["Translate", "Translate"]);
  expect(send).toHaveBeenCalledTimes(1);
});

it("keeps the last click on the screen while answers to earlier ones arrive", async () => {
  const { client, use, titles } = kitchen();
  const answers = [later<Task>(), later<Task>()];
  let sent = 0;
  const write = use({ send: () => answers[sent++]!.promise });
  const seen = new Set<string | undefined>();
  act(() => write.current.run("One"));
  act(() => write.current.run("Two"));
  await waitFor(() => expect(titles()).toEqual(["Two", "Two"]));
  const stop = client.getQueryCache().subscribe(() => setTimeout(() => titles().forEach((title) => seen.add(title))));
  answers[0]!.resolve(row({ title: "One", version: 4 }));
  await waitFor(() => expect(sent).toBe(2));
  expect(versionOf(client, "acme", "1")).toBe(4);
  await client.fetchQuery({ queryKey: list, queryFn: async () => ({ items: [row({ title: "One", version: 4 })], next: null }) });
  expect(titles()).toEqual(["Two", "Two"]);
  answers[1]!.resolve(row({ title: "Two!", version: 5 }));
  await waitFor(() => expect(titles()).toEqual(["Two!", "Two!"]));
  stop();
  expect([...seen].filter((title) => title === "One")).toEqual([]);
});

it("keeps a later edit of the same row when an earlier one is rolled back", async () => {
  const { client, use, titles } = kitchen();
  const answer = later<Task>();
  const write = use({ send: () => answer.promise });
  act(() => write.current.run("Rewrite"));
  await waitFor(() => expect(titles()[0]).toBe("Rewrite"));
  client.setQueryData(list, { items: [row({ title: "By Jonas", version: 5 })], next: null });
  answer.reject(new ApiProblem(412, { detail: "Stale." }));
  await waitFor(() => expect(titles()).toEqual(["By Jonas", "Translate"]));
});

it("sends the same idempotency key with every retry", async () => {
  const { use, titles } = kitchen();
  const keys: string[] = [];
  const write = use({
    send: async (title, key) => {
      keys.push(key);
      if (keys.length < 3) throw new ApiProblem(0, { code: "network" });
      return row({ title, version: 4 });
    },
  });
  act(() => write.current.run("Rewrite"));
  await waitFor(() => expect(keys).toHaveLength(3));
  expect(new Set(keys).size).toBe(1);
  expect(titles()[0]).toBe("Rewrite");
});

it("sends in the order of the clicks, each with the version that the one before made", async () => {
  const { client, use } = kitchen();
  const seen: [string, number | undefined][] = [];
  const first = later<Task>();
  const write = use({
    send: async (title) => {
      seen.push([title, versionOf(client, "acme", "1")]);
      return title === "one" ? first.promise : row({ title, version: 5 });
    },
  });
  act(() => {
    write.current.run("one");
    write.current.run("two");
  });
  await waitFor(() => expect(seen).toHaveLength(1));
  first.resolve(row({ title: "one", version: 4 }));
  await waitFor(() => expect(seen).toEqual([["one", 3], ["two", 4]]));
});

it("leaves the toast to the form that shows the problem itself", async () => {
  const { told, use } = kitchen();
  const failed = vi.fn().mockReturnValue(true);
  const write = use({ send: () => Promise.reject(new ApiProblem(422, { detail: "No." })), failed });
  act(() => write.current.run("x"));
  await waitFor(() => expect(failed).toHaveBeenCalled());
  expect(told).toEqual([]);
});

it("says what was done, with undo", async () => {
  const { told, use } = kitchen();
  const write = use({ said: (task) => ({ text: `Renamed to ${task.title}` }) });
  act(() => write.current.run("Rewrite"));
  await waitFor(() => expect(told).toEqual(["Renamed to Rewrite"]));
});

it("is not overwritten by a refetch that was under way when it painted", async () => {
  const { client, use, titles, wrapper } = kitchen();
  const slow = later<{ items: Task[] }>();
  renderHook(() => useQuery({ queryKey: list, queryFn: () => slow.promise, staleTime: 0 }), { wrapper });
  await waitFor(() => expect(client.isFetching({ queryKey: list })).toBe(1));
  const answer = later<Task>();
  const write = use({ send: () => answer.promise });
  act(() => write.current.run("Rewrite"));
  await waitFor(() => expect(titles()[0]).toBe("Rewrite"));
  await act(async () => slow.resolve({ items: [row()] }));
  expect(titles()[0]).toBe("Rewrite");
});
