import { dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useRef, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { IconButton } from "../Button";
import { Count, Status } from "../Status";
import type { BoardColumnSpec, BoardHands } from "./Board";
import styles from "./Board.module.css";
import { BoardCard } from "./BoardCard";

interface BoardColumnProps<Card> {
  column: BoardColumnSpec;
  cards: readonly Card[];
  active: string | null;
  hands: BoardHands<Card>;
  onAdd?: (column: string) => void;
}

const estimateSize = () => 92;

export function BoardColumn<Card extends { id: string }>({ column, cards, active, hands, onAdd }: BoardColumnProps<Card>) {
  const box = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState(false);
  const { board } = hands;
  useEffect(() => {
    if (!box.current) return;
    return dropTargetForElements({
      element: box.current,
      canDrop: ({ source }) => source.data.board === board,
      getData: () => ({ column: column.id }),
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: () => setOver(false),
    });
  }, [board, column.id]);

  const at = cards.findIndex((card) => card.id === active);
  const virtual = useVirtualizer({
    count: cards.length,
    getScrollElement: () => box.current,
    estimateSize,
    getItemKey: useCallback((index: number) => cards[index]?.id ?? index, [cards]),
    overscan: 4,
    // the active card is always drawn: it holds the focus
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), ...(at >= 0 ? [at] : [])])].toSorted((a, b) => a - b),
  });
  return (
    <section aria-label={column.title} data-column={column.id} className={styles.column} data-over={over || undefined}>
      <header className={styles.head}>
        <h2 className={styles.title}>{column.tone ? <Status tone={column.tone}>{column.title}</Status> : column.title}</h2>
        <Count>{column.count ?? cards.length}</Count>
        {onAdd && (
          <IconButton icon="plus" size="s" label={i18n._({ id: "ui.board.add", message: "Add to {column}", values: { column: column.title } })} onClick={() => onAdd(column.id)} />
        )}
      </header>
      {column.top && <div className={styles.top}>{column.top}</div>}
      <div ref={box} className={styles.scroll}>
        <ul className={styles.list} style={{ blockSize: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const card = cards[item.index];
            return (
              card && (
                <li key={card.id} ref={virtual.measureElement} data-index={item.index} className={styles.slot} style={{ transform: `translateY(${item.start}px)` }}>
                  <BoardCard card={card} column={column.id} active={card.id === active} hands={hands} />
                </li>
              )
            );
          })}
        </ul>
        {column.end}
      </div>
    </section>
  );
}
