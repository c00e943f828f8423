import { Outlet, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { useLive } from "@/live/useLive";
import { useShortcuts } from "@/ui/shortcuts";
import { undoLast } from "@/ui/toast";
import { warmOverlays } from "@/ui/warm";
import { useWorkspace } from "@/widgets/workspace";
import { visibleNavigation } from "../access";
import { hrefOf } from "../navigation";
import { useOffered } from "../offered";
import { Panels } from "../panels";
import styles from "./AppLayout.module.css";
import { ConnectionBanner } from "./ConnectionBanner";
import { MobileBar } from "./MobileBar";
import { Sidebar } from "./Sidebar";

const Palette = lazy(async () => ({ default: (await import("../Palette")).Palette }));
const ShortcutHelp = lazy(async () => ({ default: (await import("@/ui/ShortcutHelp")).ShortcutHelp }));

type Overlay = "search" | "create" | "help" | null;

/** The frame of a workspace: navigation, the page, panels, palette. On a phone the navigation is at the thumb. */
export function AppLayout() {
  const { slug, workspace, live } = useWorkspaceFrame();
  const [overlay, setOverlay] = useState<Overlay>(null);
  useLive(slug, live);
  const creates = useOffered().some((command) => command.creates);
  useShellShortcuts(setOverlay, creates);
  useEffect(warmOverlays, []);
  useEffect(() => localStorage.setItem("headway-workspace", slug), [slug]);

  const open = { search: () => setOverlay("search"), create: creates ? () => setOverlay("create") : null, help: () => setOverlay("help") };
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        {i18n._({ id: "app.skip", message: "Skip to content" })}
      </a>
      <Sidebar open={open} />
      <main id="main" className={styles.main} tabIndex={-1}>
        <ConnectionBanner sample={workspace.sample ? workspace.name : null} />
        <Outlet />
      </main>
      <MobileBar open={open} />
      <Panels />
      <Suspense fallback={null}>
        {(overlay === "search" || overlay === "create") && <Palette mode={overlay} close={() => setOverlay(null)} />}
        {overlay === "help" && <ShortcutHelp close={() => setOverlay(null)} />}
      </Suspense>
    </div>
  );
}

function useWorkspaceFrame() {
  const { slug, workspace, event } = useWorkspace();
  return { slug, workspace, live: event };
}

const listed = ["[role=treegrid][tabindex='0']", "[role=treegrid] [tabindex='0']", "[role=grid][tabindex='0']", "[data-card][tabindex='0']"].map((one) => `main ${one}`).join(", ");

/** Past the tabs and filters above it. A page with a `j` of its own, which also goes on from there, takes the key over. */
function toTheList(): boolean {
  const list = document.querySelector<HTMLElement>(listed);
  list?.focus();
  return list !== null;
}

function useShellShortcuts(setOverlay: (overlay: Overlay) => void, creates: boolean): void {
  const { slug, me } = useWorkspace();
  const navigate = useNavigate();
  const general = i18n._({ id: "app.shortcuts.general", message: "Everywhere" });
  const going = i18n._({ id: "app.shortcuts.going", message: "Go to" });
  useShortcuts([
    { keys: "mod+k", group: general, label: i18n._({ id: "app.shortcuts.search", message: "Search and commands" }), run: () => setOverlay("search") },
    ...(creates ? [{ keys: "c", group: general, label: i18n._({ id: "app.shortcuts.create", message: "Create" }), run: () => setOverlay("create") }] : []),
    { keys: "j", group: general, label: i18n._({ id: "app.shortcuts.list", message: "To what the page lists" }), run: toTheList },
    { keys: "?", group: general, label: i18n._({ id: "app.shortcuts.help", message: "Keyboard shortcuts" }), run: () => setOverlay("help") },
    { keys: "mod+z", group: general, label: i18n._({ id: "app.shortcuts.undo", message: "Undo what the last message says" }), run: undoLast },
    ...visibleNavigation(me.role).map((entry) => ({
      keys: `g ${entry.key}`,
      group: going,
      label: entry.label(),
      run: () => void navigate({ to: hrefOf(entry, slug) }),
    })),
    ...(me.role === "guest" ? [] : [{ keys: "g l", group: going, label: i18n._({ id: "library.title", message: "Library" }), run: () => void navigate({ to: "/w/$workspace/library", params: { workspace: slug } }) }]),
  ]);
}
