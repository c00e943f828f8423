import { QueryClient } from "@tanstack/react-query";
import { asProblem } from "@/lib/problem";
import { paintedOver } from "./mutations";

const tries = 2;

/** 4xx is never asked again: the answer would be the same. */
function again(failures: number, error: unknown): boolean {
  return failures < tries && asProblem(error).isRetryable;
}

export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        // the live stream says what changed; this only bounds what a broken stream could hide
        staleTime: 5 * 60_000,
        gcTime: 30 * 60_000,
        retry: again,
        refetchOnWindowFocus: true,
      },
      mutations: { retry: again, retryDelay: (failures) => Math.min(4000, 500 * 2 ** failures) },
    },
  });
  keepPainted(client);
  return client;
}

/** What was asked before a click was sent knows nothing of it: the click stays on the screen until it has its own answer. */
function keepPainted(client: QueryClient): void {
  client.getQueryCache().subscribe(({ type, query, ...event }) => {
    if (type !== "updated" || !("action" in event) || event.action.type !== "success" || event.action.manual) return;
    const shown = paintedOver(client, query.queryKey, query.state.data);
    if (shown !== query.state.data) client.setQueryData(query.queryKey, shown, { updatedAt: query.state.dataUpdatedAt });
  });
}

export const queryClient = createQueryClient();
