import { type LiveMessage, openStream } from "./stream";

export interface SharedLive {
  stop: () => void;
}

/**
 * One stream per browser and workspace: HTTP/1.1 allows six connections, so the seventh tab would hang. The tab that holds the
 * Web Lock owns the stream and passes every message on; when it closes, the next tab takes over from the last number seen.
 * Web Locks exist on https and localhost only: elsewhere each tab has a stream of its own, and only while one looks at it.
 */
export function shareLive(workspace: string, after: number | null, hear: (message: LiveMessage) => void): SharedLive {
  return navigator.locks ? electTab(workspace, after, hear) : whileVisible(workspace, after, hear);
}

function electTab(workspace: string, after: number | null, hear: (message: LiveMessage) => void): SharedLive {
  const name = `headway-live:${workspace}`;
  const channel = new BroadcastChannel(name);
  const quit = new AbortController();
  const track = tracker(after);
  let state: LiveMessage = { type: "state", state: "connecting" };
  let closeStream: (() => void) | null = null;

  channel.onmessage = ({ data }: MessageEvent<LiveMessage | { type: "hello"; after: number | null }>) => {
    if (data.type === "hello") {
      if (closeStream) welcome(data.after);
    } else if (track.isNews(data)) {
      hear(data);
    }
  };
  channel.postMessage({ type: "hello", after });

  // a tab that loaded its pages just before it listened may have missed what we passed on meanwhile
  const welcome = (seen: number | null) => {
    channel.postMessage(state);
    const last = track.last();
    if (last !== null && last > (seen ?? -1)) channel.postMessage({ type: "reload", id: last });
  };

  const lead = () =>
    new Promise<void>((release) => {
      closeStream = openStream(workspace, track.last(), (message) => {
        if (message.type === "state") state = message;
        if (!track.isNews(message)) return;
        channel.postMessage(message);
        hear(message);
      });
      quit.signal.addEventListener("abort", () => release());
    });

  navigator.locks.request(name, { signal: quit.signal }, lead).catch((thrown: unknown) => {
    if (!quit.signal.aborted) throw thrown;
  });

  return {
    stop() {
      quit.abort();
      closeStream?.();
      channel.close();
    },
  };
}

function whileVisible(workspace: string, after: number | null, hear: (message: LiveMessage) => void): SharedLive {
  const track = tracker(after);
  let close: (() => void) | null = null;
  const follow = () => {
    if (document.visibilityState === "visible") {
      close ??= openStream(workspace, track.last(), (message) => {
        if (track.isNews(message)) hear(message);
      });
    } else {
      close?.();
      close = null;
    }
  };
  follow();
  document.addEventListener("visibilitychange", follow);
  return {
    stop() {
      document.removeEventListener("visibilitychange", follow);
      close?.();
    },
  };
}

/** Remembers the highest number, so that nothing is told twice and a take-over starts in the right place. */
function tracker(after: number | null) {
  let last = after;
  return {
    last: () => last,
    isNews(message: LiveMessage): boolean {
      if (message.type === "state") return true;
      if (message.id !== null && last !== null && message.id <= last) return false;
      last = message.id ?? last;
      return true;
    },
  };
}
