import { QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { act, render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { createQueryClient } from "@/api/queryClient";
import { startLanguage } from "@/i18n/i18n";
import { UiProvider } from "@/ui/Provider";

/** Draws something inside the providers of the app, under a router with that one page (`at: "/w/acme/x"` gives it a workspace). Returns the page's user, and the query client. */
export async function draw(children: ReactNode, { at = "/" }: { at?: string } = {}) {
  await startLanguage("en-GB");
  const client = createQueryClient();
  const root = createRootRoute();
  const any = createRoute({ getParentRoute: () => root, path: "$", component: () => children });
  const inside = createRoute({ getParentRoute: () => root, path: "/w/$workspace/$", component: () => children });
  const router = createRouter({ routeTree: root.addChildren([any, inside]), history: createMemoryHistory({ initialEntries: [at] }) });
  const drawn = render(
    <QueryClientProvider client={client}>
      <UiProvider>
        <RouterProvider router={router as never} />
      </UiProvider>
    </QueryClientProvider>,
  );
  await act(() => router.load());
  return { ...drawn, user: userEvent.setup(), client, router };
}
