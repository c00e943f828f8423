import { type ReactNode, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Button } from "../Button";
import styles from "./chart.module.css";

export interface FigureProps {
  /** The caption: what is what in the picture. */
  legend: ReactNode;
  /** The numbers behind the picture. */
  head: string[];
  rows: string[][];
  children: ReactNode;
}

/** A picture, its legend, and the table behind it. */
export function Figure({ legend, head, rows, children }: FigureProps) {
  const [open, setOpen] = useState(false);
  return (
    <figure className={styles.figure}>
      {children}
      <figcaption className={styles.caption}>
        {legend}
        <span data-no-print>
          <Button size="s" variant="quiet" icon="table" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? i18n._({ id: "ui.chart.hide", message: "Hide table" }) : i18n._({ id: "ui.chart.show", message: "Show as table" })}
          </Button>
        </span>
      </figcaption>
      {open && (
        <table className={styles.table}>
          <thead>
            <tr>
              {head.map((cell) => (
                <th key={cell} scope="col">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at}>
                {row.map((cell, column) => (
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </figure>
  );
}
