import { useNavigate } from "@tanstack/react-router";
import type { MouseEvent } from "react";
import type { Schema } from "@/api/client";
import { i18n } from "@/i18n/i18n";
import { Icon } from "@/ui/icons";
import { useWorkspace } from "../workspace";
import styles from "./GoalChips.module.css";

type Serves = Schema<"Serves">;

interface GoalChipsProps {
  serves: readonly Serves[];
  /** How many are shown; the rest as a number. */
  most?: number;
  /** "KR-12" alone, or with its title. */
  titled?: boolean;
  /** Inside a button nothing else can be clicked. */
  plain?: boolean;
}

/** Which key results a piece of work serves; what it serves only through something around it is quieter. */
export function GoalChips({ serves, most = 2, titled = false, plain = false }: GoalChipsProps) {
  const { slug } = useWorkspace();
  const navigate = useNavigate();
  if (serves.length === 0) return null;
  const rest = serves.slice(most);
  return (
    <span className={styles.chips}>
      {serves.slice(0, most).map((goal) => {
        const shared = { className: styles.chip, "data-by": goal.by, "data-titled": titled || undefined, title: tipOf(goal) };
        const inside = (
          <>
            <Icon name="flag" size={11} />
            <b className="num">{goal.short}</b>
            {titled ? <span className={styles.title}>{goal.title}</span> : <span className="visually-hidden">{goal.title}</span>}
          </>
        );
        // a plain link: they stand in every row of a table, where a router's link would be felt when scrolling
        const follow = (event: MouseEvent) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
          event.preventDefault();
          void navigate({ to: "/w/$workspace/key-results/$keyResult", params: { workspace: slug, keyResult: goal.id } });
        };
        return plain ? (
          <span key={goal.id} {...shared}>
            {inside}
          </span>
        ) : (
          <a key={goal.id} {...shared} tabIndex={titled ? undefined : -1} href={`/w/${slug}/key-results/${goal.id}`} onClick={follow}>
            {inside}
          </a>
        );
      })}
      {rest.length > 0 && (
        <span className={styles.rest} title={rest.map((goal) => `${goal.short} ${goal.title}`).join("\n")}>
          +{rest.length}
        </span>
      )}
    </span>
  );
}

const ways: Record<Serves["by"], () => string | null> = {
  own: () => null,
  parent: () => i18n._({ id: "work.serves.parent", message: "through the task it is part of" }),
  project: () => i18n._({ id: "work.serves.project", message: "through its project" }),
  task: () => i18n._({ id: "work.serves.task", message: "through a task in it" }),
};
const tipOf = ({ short, title, by }: Serves) => [`${short} ${title}`, ways[by]()].filter(Boolean).join(", ");
