import type { Change } from "@/api/cache";

export type LiveState = "connecting" | "open" | "waiting";

/** What a stream tells, and what one tab tells the others. `id` is the dense number of the event. */
export type LiveMessage =
  | { type: "change"; id: number; change: Change }
  | { type: "reload"; id: number | null } // null: whatever one has seen, it is not enough
  | { type: "state"; state: LiveState };

const firstWait = 500;
const longestWait = 15_000;

/**
 * One EventSource. While it stays open the browser resumes by itself (Last-Event-ID); when it was closed for good
 * (an error status, a restart behind a proxy) it is opened anew with ?after=<last id>. Returns how to stop it.
 */
export function openStream(workspace: string, after: number | null, tell: (message: LiveMessage) => void): () => void {
  let last = after;
  let wait = firstWait;
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const open = () => {
    tell({ type: "state", state: "connecting" });
    const query = last === null ? "" : `?after=${last}`;
    source = new EventSource(`/api/w/${encodeURIComponent(workspace)}/events${query}`);
    source.onopen = () => {
      wait = firstWait;
      tell({ type: "state", state: "open" });
    };
    source.addEventListener("hello", (event) => {
      last ??= Number(event.lastEventId);
    });
    source.addEventListener("change", (event) => {
      last = Number(event.lastEventId);
      tell({ type: "change", id: last, change: JSON.parse(event.data) as Change });
    });
    source.addEventListener("reload", (event) => {
      last = event.lastEventId === "" ? last : Number(event.lastEventId);
      tell({ type: "reload", id: null });
    });
    source.onerror = () => {
      tell({ type: "state", state: "waiting" });
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, wait * (0.75 + Math.random() / 2));
      wait = Math.min(longestWait, wait * 2);
    };
  };

  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
