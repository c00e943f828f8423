import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useDeferredValue, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { CommandPalette, type PaletteGroup, type PaletteItem } from "@/ui/CommandPalette";
import { useWorkspace } from "@/widgets/workspace";
import { visibleNavigation } from "./access";
import { hrefOf } from "./navigation";
import { useOffered } from "./offered";
import { hitPages, searchQuery } from "./search";

export interface PaletteProps {
  /** "create" (the key C) offers only what makes something new. */
  mode: "search" | "create";
  close: () => void;
}

/** Ctrl+K: go to, create, find by title. Commands answer without the server. */
export function Palette({ mode, close }: PaletteProps) {
  const [query, setQuery] = useState("");
  const asked = useDeferredValue(query.trim());
  const { slug } = useWorkspace();
  const hits = useQuery({ ...searchQuery(slug, asked), enabled: mode === "search" && asked.length > 1 });
  const own = useOwnGroups(mode).map((group) => ({ ...group, items: group.items.filter((item) => matches(item, query)) }));
  const templates = useLibraryGroup(mode, query.trim());
  const found = useHitGroup(query.trim().length > 1 ? hits.data?.items : undefined);
  const label = mode === "create" ? i18n._({ id: "app.create", message: "Create" }) : i18n._({ id: "app.search", message: "Search" });
  return (
    <CommandPalette
      label={label}
      placeholder={
        mode === "create"
          ? i18n._({ id: "app.palette.create", message: "What would you like to create?" })
          : i18n._({ id: "app.palette.search", message: "Find a goal, task or person, or type a command" })
      }
      groups={[...found, ...own, ...templates]}
      query={query}
      onQuery={setQuery}
      busy={hits.isFetching}
      close={close}
    />
  );
}

function useOwnGroups(mode: PaletteProps["mode"]): PaletteGroup[] {
  const { slug, me } = useWorkspace();
  const router = useRouter();
  const offered = useOffered();
  const go = (href: string) => void router.navigate({ href });
  const context = { workspace: slug, role: me.role, go };
  const items = (creates: boolean): PaletteItem[] =>
    offered
      .filter((command) => Boolean(command.creates) === creates)
      .map((command) => ({ id: command.id, label: command.label(), icon: command.icon, words: command.keywords, run: () => command.run(context) }));
  const pages = visibleNavigation(me.role).map((entry) => ({
    id: `go-${entry.id}`,
    label: entry.label(),
    icon: entry.icon,
    shortcut: `g ${entry.key}`,
    run: () => void router.navigate({ to: hrefOf(entry, slug) }),
  }));
  const create = { label: i18n._({ id: "app.create", message: "Create" }), items: items(true) };
  if (mode === "create") return [create];
  return [
    { label: i18n._({ id: "app.palette.go", message: "Go to" }), items: pages },
    create,
    { label: i18n._({ id: "app.palette.do", message: "Do" }), items: items(false) },
  ];
}

function useHitGroup(hits: { kind: string; id: string; title: string; label: string; context: string }[] = []): PaletteGroup[] {
  const { slug } = useWorkspace();
  const router = useRouter();
  const items = hits.flatMap((hit): PaletteItem[] => {
    const page = hitPages[hit.kind];
    if (!page) return [];
    const run = () => void router.navigate({ href: page.path(slug, hit.id) });
    return [{ id: hit.id, label: hit.title, icon: page.icon, hint: [hit.label, hit.context].filter(Boolean).join(" · "), run }];
  });
  return items.length > 0 ? [{ label: i18n._({ id: "app.palette.found", message: "Found" }), items }] : [];
}

/** The way to the templates that hold what was typed; they are a page of their own, and not for guests. */
function useLibraryGroup(mode: PaletteProps["mode"], words: string): PaletteGroup[] {
  const { slug, me } = useWorkspace();
  const router = useRouter();
  if (mode !== "search" || words.length < 2 || me.role === "guest") return [];
  const run = () => void router.navigate({ href: `/w/${slug}/library?q=${encodeURIComponent(words)}` });
  const label = i18n._({ id: "app.palette.templates", message: "Templates with “{words}”", values: { words } });
  return [{ label: i18n._({ id: "library.title", message: "Library" }), items: [{ id: "in-library", label, icon: "copy", run }] }];
}

/** Every typed word begins a word of the label (or of the command's keywords). */
function matches(item: PaletteItem & { words?: string }, query: string): boolean {
  const words = `${item.label} ${item.words ?? ""}`.toLowerCase().split(/\s+/);
  return query
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((typed) => words.some((word) => word.startsWith(typed)));
}
