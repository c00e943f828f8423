import "@/styles/tokens.css";
import "@/styles/base.css";
import { createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import { startLanguage } from "@/i18n/i18n";
import { startColourScheme } from "@/ui/colourScheme";
import { UiProvider } from "@/ui/Provider";
import { useShortcutKeys } from "@/ui/shortcuts";
import { Kitchen } from "./Kitchen";

/** Every part of ui/ on one page, for eyes, axe and screenshots. Served by `npm run dev` only, never built. */
function Everything() {
  useShortcutKeys();
  return <Kitchen />;
}

startColourScheme();
await startLanguage("en-GB");
const router = createRouter({ routeTree: createRootRoute({ component: Everything, notFoundComponent: Everything }) });
createRoot(document.getElementById("root")!).render(
  <UiProvider>
    {/* the kitchen's router is not the app's, which is the registered type */}
    <RouterProvider router={router as never} />
  </UiProvider>,
);
