import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { onSignedOut } from "@/api/client";
import { setVoice } from "@/api/mutations";
import { queryClient } from "@/api/queryClient";
import { type Bootstrap, bootstrapQuery } from "@/features/identity/queries";
import { UiProvider } from "@/ui/Provider";
import { toast } from "@/ui/toast";
import { router } from "./router";

setVoice({ tell: ({ text, undo }) => toast.show(text, { undo }), warn: (problem) => toast.error(problem) });

// a session that ended elsewhere: forget who we were; the routes then lead to the sign-in page and back here
onSignedOut(() => {
  const known = queryClient.getQueryData<Bootstrap>(bootstrapQuery.queryKey);
  if (!known?.account) return;
  queryClient.setQueryData<Bootstrap>(bootstrapQuery.queryKey, { ...known, account: null, workspaces: [] });
  void router.invalidate();
});

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <UiProvider>
        <RouterProvider router={router} />
      </UiProvider>
    </QueryClientProvider>
  );
}
