import { useMemo, useState } from "react";
import { Avatar, Person } from "@/ui/Avatar";
import { Board } from "@/ui/board/Board";
import { Grid } from "@/ui/grid/Grid";
import type { GridColumn } from "@/ui/grid/types";
import { Row } from "@/ui/layout";
import { ProgressBar } from "@/ui/ProgressBar";
import { Status, Tag } from "@/ui/Status";
import { toast } from "@/ui/toast";
import { TreeList } from "@/ui/tree/TreeList";
import { type Goal, goals, people, statuses, type Task, tasks } from "./data";

const count = Number(new URLSearchParams(window.location.search).get("rows") ?? 60);
const byStatus = new Map<string, (typeof statuses)[number]>(statuses.map((status) => [status.value, status]));
const nameOf = (id: string | null) => people.find((person) => person.id === id)?.name ?? "";
const groups = statuses.map((status) => ({ id: status.value, name: status.label, label: <Status tone={status.tone}>{status.label}</Status> }));
const groupOf = (task: Task) => task.status;

export function GridDemo() {
  const [rows, setRows] = useState(() => tasks(count));
  const columns = useMemo(
    (): GridColumn<Task>[] => [
      { id: "number", header: "Number", width: 90, value: (task) => task.number },
      { id: "title", header: "Title", width: 320, value: (task) => task.title, edit: () => ({ kind: "text", required: true }) },
      { id: "status", header: "Status", width: 140, value: (task) => task.status, edit: () => ({ kind: "select", options: statuses }), render: (task) => <Status tone={byStatus.get(task.status)?.tone ?? "none"}>{byStatus.get(task.status)?.label}</Status> },
      { id: "owner", header: "Owner", width: 170, value: (task) => task.owner, edit: () => ({ kind: "person", people }), render: (task) => (task.owner ? <Person name={nameOf(task.owner)} size={20} /> : null) },
      { id: "due", header: "Due", width: 110, value: (task) => task.due, edit: () => ({ kind: "date", today: "2026-11-18" }) },
      { id: "days", header: "Days", width: 80, align: "end", value: (task) => task.days, edit: () => ({ kind: "number" }) },
    ],
    [],
  );
  return (
    <Grid
      label="Tasks"
      rows={rows}
      columns={columns}
      groups={groups}
      groupOf={groupOf}
      groupNote={(own) => `${own.reduce((sum, task) => sum + (task.days ?? 0), 0)} days`}
      onEdit={(task, column, value) => setRows((before) => before.map((row) => (row.id === task.id ? { ...row, [column]: value } : row)))}
      onOpen={(task) => toast.show(task.title)}
    />
  );
}

export function BoardDemo() {
  const [cards, setCards] = useState(() => tasks(count));
  return (
    <Board
      label="Tasks by status"
      columns={statuses.map((status) => ({ id: status.value, title: status.label, tone: status.tone }))}
      cards={cards}
      columnOf={groupOf}
      nameOf={(card) => `${card.number} ${card.title}`}
      onAdd={(column) => toast.show(column)}
      onOpen={(card) => toast.show(card.title)}
      onMove={(card, to) =>
        setCards((before) => {
          const rest = before.filter((entry) => entry.id !== card.id);
          const at = to.before === null ? rest.length : rest.findIndex((entry) => entry.id === to.before);
          return rest.toSpliced(at, 0, { ...card, status: to.column });
        })
      }
      renderCard={(card) => (
        <>
          <span style={{ display: "block", fontWeight: 500 }}>{card.title}</span>
          <span style={{ display: "flex", gap: 8, alignItems: "center", marginTop: 6, color: "var(--muted)", fontSize: 12 }}>
            {card.number}
            {card.due && <Tag>{card.due.slice(5)}</Tag>}
            {card.owner && <Avatar name={nameOf(card.owner)} size={20} />}
          </span>
        </>
      )}
    />
  );
}

const below = (goal: Goal) => goal.below;

export function TreeDemo() {
  return (
    <TreeList
      label="Objectives"
      nodes={goals}
      childrenOf={below}
      nameOf={(goal) => goal.name}
      onOpen={(goal) => toast.show(goal.name)}
      columns={[
        { id: "name", header: "Objective", width: "minmax(120px, 1fr)", render: (goal, tabIndex) => <a href={`#${goal.id}`} tabIndex={tabIndex} style={{ color: "inherit", textDecoration: "none" }}>{goal.name}</a> },
        { id: "owner", header: "Owner", width: "150px", wideOnly: true, render: (goal) => <Person name={goal.owner} size={20} /> },
        { id: "status", header: "Status", width: "118px", render: (goal) => <Row><Status tone={goal.tone}>{goal.word}</Status></Row> },
        { id: "progress", header: "Progress", width: "180px", wideOnly: true, render: (goal) => <span style={{ flex: 1 }}><ProgressBar value={goal.progress} pace={goal.pace} tone={goal.tone} label={goal.name} withNumber /></span> },
      ]}
    />
  );
}
