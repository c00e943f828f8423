import DOMPurify from "dompurify";
import { Marked } from "marked";
import { useMemo } from "react";
import styles from "./Markdown.module.css";

const reader = new Marked({ gfm: true, breaks: true, async: false });
const allowed = {
  ALLOWED_TAGS: ["p", "br", "strong", "em", "del", "a", "ul", "ol", "li", "code", "pre", "blockquote", "h1", "h2", "h3", "h4", "hr", "table", "thead", "tbody", "tr", "th", "td", "input"],
  ALLOWED_ATTR: ["href", "title", "type", "checked", "disabled", "align", "start"],
  // their values are no addresses and need not look like one
  ADD_URI_SAFE_ATTR: ["type", "checked", "disabled", "align", "start"],
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|\/(?!\/))/i,
};

export function MarkdownBody({ text }: { text: string }) {
  const html = useMemo(() => markdownToHtml(text), [text]);
  // sanitised above: the only place in the product that sets HTML
  return <div className={styles.prose} dangerouslySetInnerHTML={{ __html: html }} />;
}

/** Headings start below the page's own; links to other places open beside us and tell them nothing. */
export function markdownToHtml(text: string): string {
  const clean = DOMPurify.sanitize(reader.parse(text, { async: false }), { ...allowed, RETURN_DOM_FRAGMENT: true });
  for (const heading of clean.querySelectorAll("h1, h2, h3, h4")) {
    const lower = document.createElement(`h${Math.min(6, Number(heading.tagName[1]) + 2)}`);
    lower.append(...heading.childNodes);
    heading.replaceWith(lower);
  }
  for (const link of clean.querySelectorAll("a[href^='http']")) {
    link.setAttribute("target", "_blank");
    link.setAttribute("rel", "noopener noreferrer nofollow");
  }
  for (const box of clean.querySelectorAll("input")) {
    box.setAttribute("disabled", "");
    box.setAttribute("aria-label", box.parentElement?.textContent?.trim() ?? "");
  }
  const holder = document.createElement("div");
  holder.append(clean);
  return holder.innerHTML;
}
