import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { attachClosestEdge, type Edge, extractClosestEdge } from "@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge";
import { memo, useEffect, useRef, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { IconButton } from "../Button";
import { Menu } from "../Menu";
import type { BoardHands } from "./Board";
import styles from "./Board.module.css";

interface BoardCardProps<Card> {
  card: Card;
  column: string;
  active: boolean;
  hands: BoardHands<Card>;
}

function PlainBoardCard<Card extends { id: string }>({ card, column, active, hands }: BoardCardProps<Card>) {
  const box = useRef<HTMLDivElement>(null);
  const movable = hands.canMove(card);
  const { dragged, edge } = useDrag(box, { card: card.id, board: hands.board, movable });
  const name = hands.nameOf(card);
  const others = hands.columns.filter((entry) => entry.id !== column);
  return (
    <div ref={box} data-of={card.id} className={styles.card} data-dragged={dragged || undefined} data-edge={edge ?? undefined} data-movable={movable || undefined}>
      <button
        type="button"
        data-card={card.id}
        className={styles.main}
        tabIndex={active ? 0 : -1}
        aria-describedby={`${hands.board}-keys`}
        onFocus={() => hands.choose(card)}
        onClick={() => hands.open(card)}
        onKeyDown={(event) => hands.press(event, card)}
      >
        {hands.renderCard(card)}
      </button>
      {movable && (
        <span className={styles.menu}>
          <Menu
            label={i18n._({ id: "ui.board.move", message: "Move {name}", values: { name } })}
            align="end"
            items={others.map((entry) => ({
              id: entry.id,
              label: i18n._({ id: "ui.board.moveTo", message: "Move to {column}", values: { column: entry.title } }),
              icon: "arrowRight" as const,
              run: () => hands.moveTo(card, entry.id),
            }))}
            trigger={<IconButton icon="more" size="s" tabIndex={active ? 0 : -1} label={i18n._({ id: "ui.board.move", message: "Move {name}", values: { name } })} />}
          />
        </span>
      )}
    </div>
  );
}

/** Drawn anew only when it changes: while one card is carried the others stay as they are. */
export const BoardCard = memo(PlainBoardCard) as typeof PlainBoardCard;

function useDrag(box: React.RefObject<HTMLDivElement | null>, { card, board, movable }: { card: string; board: string; movable: boolean }) {
  const [dragged, setDragged] = useState(false);
  const [edge, setEdge] = useState<Edge | null>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const mine = (data: Record<string | symbol, unknown>) => data.board === board && data.card !== card;
    return combine(
      draggable({
        element,
        canDrag: () => movable,
        getInitialData: () => ({ card, board }),
        onDragStart: () => setDragged(true),
        onDrop: () => setDragged(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => mine(source.data),
        getData: ({ input }) => attachClosestEdge({ card }, { input, element, allowedEdges: ["top", "bottom"] }),
        onDrag: ({ self }) => setEdge(extractClosestEdge(self.data)),
        onDragLeave: () => setEdge(null),
        onDrop: () => setEdge(null),
      }),
    );
  }, [box, board, card, movable]);
  return { dragged, edge };
}
