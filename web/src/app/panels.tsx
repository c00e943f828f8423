import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ComponentType, lazy, type LazyExoticComponent, Suspense } from "react";
import type { WorkspaceSearch } from "./routes/root";

export interface PanelProps {
  id: string;
  close: () => void;
}

/** Panels by the search parameter that opens them: `task: lazy(async () => ({ default: (await import(...)).TaskPanel }))`. */
const panels: Partial<Record<keyof WorkspaceSearch, LazyExoticComponent<ComponentType<PanelProps>>>> = {
  causes: lazy(async () => ({ default: (await import("@/widgets/causes/CausesPanel")).CausesPanel })),
  task: lazy(async () => ({ default: (await import("@/features/work/TaskPanel")).TaskPanel })),
  why: lazy(async () => ({ default: (await import("@/widgets/why/WhyPanel")).WhyPanel })),
};

/** Draws whatever panel the address asks for, over the page. Closing takes it out of the address. */
export function Panels() {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const names = Object.keys(panels) as (keyof WorkspaceSearch)[];
  return names.map((name) => {
    const Panel = panels[name];
    const id = search[name];
    if (!Panel || !id) return null;
    const close = () => void navigate({ to: ".", search: (before) => ({ ...before, [name]: undefined }) });
    return (
      <Suspense key={name} fallback={null}>
        <Panel id={id} close={close} />
      </Suspense>
    );
  });
}
