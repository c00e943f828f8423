import { lazy, type ReactNode, Suspense } from "react";

export interface SidePanelProps {
  title: string;
  close: () => void;
  /** Left of the close button. */
  actions?: ReactNode;
  side?: "start" | "end";
  narrow?: boolean;
  children: ReactNode;
}

const Body = lazy(async () => ({ default: (await import("./mantine/SidePanelBody")).SidePanelBody }));

/** One thing beside the page it belongs to: a task, an explanation. On a phone it fills the screen. Drawn means open. */
export function SidePanel(props: SidePanelProps) {
  return (
    <Suspense fallback={null}>
      <Body {...props} />
    </Suspense>
  );
}
