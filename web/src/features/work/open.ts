import { useNavigate } from "@tanstack/react-router";

/** Opens a task's panel over the page one is on. */
export function useOpenTask(): (id: string) => void {
  const navigate = useNavigate();
  return (id) => void navigate({ to: ".", search: (before: Record<string, unknown>) => ({ ...before, task: id }) });
}
