import { QueryClient } from "@tanstack/react-query";
import { asProblem } from "@/lib/problem";

const tries = 2;

/** 4xx is never asked again: the answer would be the same. */
function again(failures: number, error: unknown): boolean {
  return failures < tries && asProblem(error).isRetryable;
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
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
}

export const queryClient = createQueryClient();
