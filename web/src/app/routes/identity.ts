import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { bootstrapQuery } from "@/features/identity/queries";
import { homePath } from "@/features/identity/rules";
import { rootRoute } from "./root";

const parent = { getParentRoute: () => rootRoute };

/** "/" leads on: to the set-up, the sign-in, or the workspace one used last. */
const index = createRoute({
  ...parent,
  path: "/",
  beforeLoad: async ({ context: { queryClient } }) => {
    const bootstrap = await queryClient.ensureQueryData(bootstrapQuery);
    throw redirect({ href: homePath(bootstrap, localStorage.getItem("headway-workspace")) });
  },
});

const signIn = createRoute({
  ...parent,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    typeof search.next === "string" && /^\/(?![/\\])\S*$/.test(search.next) ? { next: search.next } : {},
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(bootstrapQuery),
  component: lazyRouteComponent(() => import("@/features/identity/SignInPage"), "SignInPage"),
});

const setUp = createRoute({
  ...parent,
  path: "/set-up",
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(bootstrapQuery),
  component: lazyRouteComponent(() => import("@/features/identity/SetUpPage"), "SetUpPage"),
});

const invitation = createRoute({
  ...parent,
  path: "/invitation",
  component: lazyRouteComponent(() => import("@/features/identity/InvitationPage"), "InvitationPage"),
});

const forgotten = createRoute({
  ...parent,
  path: "/forgotten",
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(bootstrapQuery),
  component: lazyRouteComponent(() => import("@/features/identity/ForgottenPage"), "ForgottenPage"),
});

const reset = createRoute({
  ...parent,
  path: "/reset",
  component: lazyRouteComponent(() => import("@/features/identity/ResetPage"), "ResetPage"),
});

const unsubscribe = createRoute({
  ...parent,
  path: "/unsubscribe",
  component: lazyRouteComponent(() => import("@/features/identity/UnsubscribePage"), "UnsubscribePage"),
});

const account = createRoute({
  ...parent,
  path: "/account",
  beforeLoad: async ({ context: { queryClient }, location }) => {
    const bootstrap = await queryClient.ensureQueryData(bootstrapQuery);
    if (!bootstrap.account) throw redirect({ to: "/sign-in", search: { next: location.href } });
  },
  component: lazyRouteComponent(() => import("@/features/identity/AccountPage"), "AccountPage"),
});

export const identityRoutes = [index, signIn, setUp, invitation, forgotten, reset, unsubscribe, account];
