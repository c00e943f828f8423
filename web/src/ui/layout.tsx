import type { CSSProperties, ReactNode } from "react";
import { useEffect } from "react";
import styles from "./layout.module.css";

export interface PageProps {
  /** The h1 and the document title. */
  title: string;
  /** Above the title: where one is ("Objectives / Q4"). */
  crumbs?: ReactNode;
  /** Right of the title: buttons. */
  actions?: ReactNode;
  /** Below the title: tabs, filters. Stays in view. */
  bar?: ReactNode;
  /** "full" for tables and boards that own the height; "read" for text and forms. */
  width?: "read" | "wide" | "full";
  children: ReactNode;
}

/** The frame of every page: sets the document title and the heading that takes the focus after navigation. */
export function Page({ title, crumbs, actions, bar, width = "wide", children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Headway`;
  }, [title]);
  return (
    <div className={styles.page} data-width={width}>
      <header className={styles.header}>
        <div className={styles.heading}>
          {crumbs && <div className={styles.crumbs}>{crumbs}</div>}
          <h1 className={styles.title} tabIndex={-1} data-focus-target>
            {title}
          </h1>
        </div>
        {actions && (
          <div className={styles.actions} data-no-print>
            {actions}
          </div>
        )}
        {bar && <div className={styles.bar}>{bar}</div>}
      </header>
      <div className={styles.body}>{children}</div>
    </div>
  );
}

export interface SectionProps {
  title: ReactNode;
  actions?: ReactNode;
  /** A sentence under the title. */
  note?: ReactNode;
  children: ReactNode;
}

/** A titled part of a page, without a box. */
export function Section({ title, actions, note, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h2>{title}</h2>
        {actions}
      </div>
      {note && <p className={styles.note}>{note}</p>}
      {children}
    </section>
  );
}

/** A box, for things that stand beside each other. */
export function Card({ children, flush = false }: { children: ReactNode; flush?: boolean }) {
  return (
    <div className={styles.card} data-flush={flush || undefined}>
      {children}
    </div>
  );
}

interface FlowProps {
  /** In pixels; default 12. */
  gap?: number;
  align?: CSSProperties["alignItems"];
  justify?: CSSProperties["justifyContent"];
  wrap?: boolean;
  children: ReactNode;
}

export function Stack({ gap = 12, align, justify, children }: FlowProps) {
  return (
    <div className={styles.stack} style={{ gap, alignItems: align, justifyContent: justify }}>
      {children}
    </div>
  );
}

export function Row({ gap = 8, align = "center", justify, wrap = true, children }: FlowProps) {
  return (
    <div className={styles.row} style={{ gap, alignItems: align, justifyContent: justify, flexWrap: wrap ? "wrap" : "nowrap" }}>
      {children}
    </div>
  );
}

export interface Fact {
  label: string;
  value: ReactNode;
}

/** Names and values under each other: owner, cycle, due. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
