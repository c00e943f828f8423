import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { refresherOf } from "@/api/cache";
import { createStore, useStore } from "@/lib/store";
import { useLatest } from "@/lib/useLatest";
import { shareLive } from "./shared";
import type { LiveState } from "./stream";

const state = createStore<LiveState>("connecting");

/** Keeps everything cached of this workspace fresh. `after`: number of the last event that the first answers already contain. */
export function useLive(workspace: string, after: number | null): void {
  const client = useQueryClient();
  const start = useLatest(after); // later answers carry later numbers; the stream itself keeps count from here
  useEffect(() => {
    const refresher = refresherOf(client, workspace);
    let seenOpen = start.current !== null;
    const live = shareLive(workspace, start.current, (message) => {
      if (message.type === "change") refresher.take([message.change]);
      else if (message.type === "reload") refresher.takeAll();
      else {
        state.set(message.state);
        // without a number to start from, what happened between the first answer and the open stream is unknown
        if (message.state === "open" && !seenOpen) refresher.takeAll();
        seenOpen ||= message.state === "open";
      }
    });
    return live.stop;
  }, [client, workspace, start]);
}

/** "open" when changes of others arrive at once. */
export const useLiveState = () => useStore(state);
