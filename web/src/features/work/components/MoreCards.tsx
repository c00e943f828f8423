import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import { i18n } from "@/i18n/i18n";
import { Button } from "@/ui/Button";
import { toast } from "@/ui/toast";
import { useWorkspace } from "@/widgets/workspace";
import { boardQuery, type BoardOut } from "../queries";
import type { TaskFilters } from "../rules";

interface MoreCardsProps {
  project: string;
  status: string;
  cursor: string;
  filters: TaskFilters;
}

/** The rest of a long column, when asked for. */
export function MoreCards({ project, status, cursor, filters }: MoreCardsProps) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const load = async () => {
    setBusy(true);
    const { assignee, label, q, subtasks } = filters;
    const query = { assignee: assignee ? [assignee] : undefined, label: label ? [label] : undefined, q, subtasks, cursor, limit: 200 };
    try {
      const page = await unwrap(api.GET("/api/w/{workspace}/statuses/{status}/tasks", { params: { path: { workspace: slug, status }, query } }));
      client.setQueryData(boardQuery(slug, project, filters).queryKey, (board: BoardOut | undefined) => board && withCards(board, status, page));
    } catch (thrown) {
      toast.error(thrown);
    }
    setBusy(false);
  };
  return (
    <Button size="s" variant="quiet" wide busy={busy} onClick={() => void load()}>
      {i18n._({ id: "work.board.more", message: "Show more" })}
    </Button>
  );
}

function withCards(board: BoardOut, status: string, page: { items: BoardOut["columns"][number]["items"]; next?: string | null }): BoardOut {
  const columns = board.columns.map((column) => {
    if (column.status.id !== status) return column;
    const known = new Set(column.items.map((task) => task.id));
    return { ...column, items: [...column.items, ...page.items.filter((task) => !known.has(task.id))], next: page.next ?? null };
  });
  return { ...board, columns };
}
