import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { type Bootstrap, bootstrapQuery } from "./queries";
import { homePath } from "./rules";

/** What follows every way of signing in: keep who we are, forget what another account may have seen, and go on. */
export function useEnter(): (bootstrap: Bootstrap, next?: string) => Promise<void> {
  const client = useQueryClient();
  const router = useRouter();
  return async (bootstrap, next) => {
    client.clear();
    client.setQueryData(bootstrapQuery.queryKey, bootstrap);
    await router.navigate({ href: next ?? homePath(bootstrap, localStorage.getItem("headway-workspace")), replace: true });
  };
}
