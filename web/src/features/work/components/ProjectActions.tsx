import { lazy, Suspense, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { IconButton } from "@/ui/Button";
import { Menu } from "@/ui/Menu";
import type { ProjectDetail } from "../queries";
import { useArchive } from "../projects";

const ProjectForm = lazy(async () => ({ default: (await import("./ProjectForm")).ProjectForm }));
const StatusEditor = lazy(async () => ({ default: (await import("./StatusEditor")).StatusEditor }));

/** What one does with a whole project. */
export function ProjectActions({ project }: { project: ProjectDetail }) {
  const [open, setOpen] = useState<"edit" | "statuses" | null>(null);
  const archive = useArchive();
  if (!project.can.edit) return null;
  const archived = project.archived_at !== null;
  const label = i18n._({ id: "work.project.more", message: "More for this project" });
  return (
    <>
      <Menu
        label={label}
        align="end"
        trigger={<IconButton icon="more" label={label} variant="default" />}
        items={[
          { id: "edit", label: i18n._({ id: "work.project.edit", message: "Edit project" }), icon: "edit", run: () => setOpen("edit") },
          { id: "statuses", label: i18n._({ id: "work.statuses", message: "Statuses" }), icon: "board", run: () => setOpen("statuses") },
          {
            id: "archive",
            label: archived ? i18n._({ id: "work.project.restore", message: "Take out of the archive" }) : i18n._({ id: "work.project.archive", message: "Archive" }),
            icon: "layers",
            run: () => archive.run({ project, archived: !archived }),
          },
        ]}
      />
      <Suspense fallback={null}>
        {open === "edit" && <ProjectForm project={project} close={() => setOpen(null)} />}
        {open === "statuses" && <StatusEditor project={project} close={() => setOpen(null)} />}
      </Suspense>
    </>
  );
}
