import { lazy, Suspense } from "react";
import styles from "./Markdown.module.css";

const Body = lazy(async () => ({ default: (await import("./MarkdownBody")).MarkdownBody }));

/** Text that people wrote, as Markdown; safe whatever it contains. Until its code is there, the plain text stands. */
export function Markdown({ text }: { text: string }) {
  return (
    <Suspense fallback={<div className={`${styles.prose} ${styles.plain}`}>{text}</div>}>
      <Body text={text} />
    </Suspense>
  );
}
