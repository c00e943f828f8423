import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Board } from "@/ui/board/Board";
import { ErrorState, SkeletonRows } from "@/ui/states";
import { useToday } from "@/widgets/today";
import { useWorkspace } from "@/widgets/workspace";
import { useOpenTask } from "../open";
import { boardQuery, type BoardOut, type ProjectDetail, type TaskOut } from "../queries";
import { fitsBoard, isNarrow, statusTone, type TaskFilters } from "../rules";
import { useMoveTask } from "../writes";
import { MoreCards } from "./MoreCards";
import styles from "./ProjectBoard.module.css";
import { QuickAdd } from "./QuickAdd";
import { TaskCard } from "./TaskCard";

const columnOf = (task: TaskOut) => task.status_id;
const nameOf = (task: TaskOut) => `${task.label} ${task.title}`;

export function ProjectBoard({ project, filters }: { project: ProjectDetail; filters: TaskFilters }) {
  const { slug } = useWorkspace();
  const query = boardQuery(slug, project.id, filters);
  const { data, error, refetch } = useQuery(query);
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  return data ? <Drawn project={project} board={data} filters={filters} /> : <SkeletonRows rows={9} height={72} />;
}

/** How a card is drawn; a subtask says what it is part of. */
function useDraw(board: BoardOut, subtasks: boolean) {
  const all = board.columns.flatMap((column) => column.items);
  const wanted = new Set(subtasks ? all.map((task) => task.parent_id) : []);
  const titles = JSON.stringify(all.flatMap((task) => (wanted.has(task.id) ? [[task.id, task.title]] : [])));
  return useCallback(
    (task: TaskOut) => <TaskCard task={task} parent={new Map(JSON.parse(titles) as [string, string][]).get(task.parent_id ?? "")} />,
    [titles],
  );
}

function Drawn({ project, board, filters }: { project: ProjectDetail; board: BoardOut; filters: TaskFilters }) {
  const today = useToday();
  const move = useMoveTask(project.id);
  const open = useOpenTask();
  const [adding, setAdding] = useState<string | null>(null);
  const may = project.can.edit_tasks;
  const narrow = isNarrow(filters);
  const cards = useMemo(() => board.columns.flatMap((column) => column.items).filter((task) => fitsBoard(task, filters, today)), [board, filters, today]);
  const draw = useDraw(board, filters.subtasks ?? false);
  const shown = useMemo(() => board.columns.filter((column) => !filters.status || column.status.id === filters.status), [board, filters.status]);
  const columns = shown.map(({ status, items, next }) => ({
    id: status.id,
    title: status.name,
    tone: statusTone(status.type),
    // with everything here the cards are counted, so that a card that is under way counts at once
    count: next && !narrow ? Math.max(status.tasks ?? 0, items.length) : undefined,
    top: adding === status.id && <QuickAdd project={project.id} status={status.id} close={() => setAdding(null)} />,
    end: next && <MoreCards project={project.id} status={status.id} cursor={next} filters={filters} />,
  }));
  return (
    <div className={styles.board}>
      <Board
        label={i18n._({ id: "work.board", message: "Tasks by status" })}
        columns={columns}
        cards={cards}
        columnOf={columnOf}
        nameOf={nameOf}
        renderCard={draw}
        canMove={() => may}
        onMove={(task, to) => move(board, task, to)}
        onOpen={(task) => open(task.id)}
        onAdd={may ? setAdding : undefined}
      />
    </div>
  );
}
