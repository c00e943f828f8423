import { useQuery } from "@tanstack/react-query";
import { projectsQuery } from "@/features/work/queries";
import { useWorkspace } from "@/widgets/workspace";
import { visibleCommands } from "./access";
import type { Command } from "./commands";

/** What one may do from anywhere. A guest makes tasks only where a project that is shared lets them. */
export function useOffered(): Command[] {
  const { slug, me } = useWorkspace();
  const isGuest = me.role === "guest";
  const projects = useQuery({ ...projectsQuery(slug), enabled: isGuest }).data?.items;
  const offered = visibleCommands(me.role);
  const addsTasks = !isGuest || projects?.some((project) => project.can.edit_tasks);
  return addsTasks ? offered : offered.filter((command) => !command.needsProject);
}
