import { Icon } from "../icons";
import styles from "./Grid.module.css";
import { headerLine } from "./lines";
import type { GridColumn } from "./types";
import type { GridPlace } from "./useGridPlace";
import type { GridHeader } from "./useGridTable";

interface GridHeadProps<Row> {
  headers: readonly GridHeader[];
  columns: readonly GridColumn<Row>[];
  place: GridPlace;
  active: boolean;
  focusGrid: () => void;
  /** Given: a box that chooses all rows; true when all are, false when none is. */
  chosen?: boolean | "some";
  chooseAll: () => void;
}

const spoken = { asc: "ascending", desc: "descending" } as const;

/** For the pointer: by keyboard one presses Space, and rows say themselves that they are chosen. */
export function PickBox({ on, pick }: { on: boolean | "some"; pick: (range: boolean) => void }) {
  return (
    <span
      aria-hidden="true"
      className={styles.pick}
      data-on={on === true || undefined}
      data-some={on === "some" || undefined}
      onClick={(event) => {
        event.stopPropagation();
        pick(event.shiftKey);
      }}
    >
      <i className={styles.pickBox}>{on !== false && <Icon name={on === true ? "check" : "minus"} size={12} />}</i>
    </span>
  );
}

/** Enter or a click sorts, Shift+arrows or the edge change the width. */
export function GridHead<Row>({ headers, columns, place, active, focusGrid, chosen, chooseAll }: GridHeadProps<Row>) {
  return (
    <div role="rowgroup" className={styles.headGroup}>
      <div role="row" aria-rowindex={1} className={styles.head}>
        {chosen !== undefined && <PickBox on={chosen} pick={chooseAll} />}
        {headers.map((header, at) => (
          <div
            key={header.id}
            id={place.cellId(headerLine, at)}
            role="columnheader"
            aria-colindex={at + 1}
            aria-sort={header.sort ? spoken[header.sort] : "none"}
            data-active={(active && place.column === at) || undefined}
            data-align={columns[at]?.align}
            className={styles.headCell}
            onClick={() => {
              place.go({ line: headerLine, index: -1, column: at });
              header.toggleSort();
              focusGrid();
            }}
          >
            <span className={styles.clip}>{columns[at]?.header}</span>
            {header.sort && <Icon name={header.sort === "asc" ? "arrowUp" : "chevronDown"} size={12} />}
            <i
              className={styles.edge}
              aria-hidden="true"
              onMouseDown={header.startResize}
              onTouchStart={header.startResize}
              onClick={(event) => event.stopPropagation()}
            />
          </div>
        ))}
      </div>
    </div>
  );
}
