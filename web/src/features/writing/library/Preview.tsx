import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Button, LinkButton } from "@/ui/Button";
import { ErrorState, SkeletonRows } from "@/ui/states";
import { Tag } from "@/ui/Status";
import { useLibraryLanguage } from "@/widgets/templates/language";
import { examplesQuery, type Template, templateQuery } from "@/widgets/templates/queries";
import { domainNames, givenOf, pastId, startOfExample } from "@/widgets/templates/rules";
import { TemplateDialog } from "@/widgets/templates/TemplateDialog";
import { useRemoveTemplate } from "@/widgets/templates/writes";
import { useSlug } from "@/widgets/workspace";
import styles from "./Library.module.css";
import { Results } from "./Results";
import type { Book } from "./rules";

interface PreviewProps {
  book: Book | null;
  take: (id: string) => void;
  /** On a narrow screen the way back to the list. */
  back: () => void;
}

/** What is in it: key results, where their numbers come from, and why it works. */
export function Preview({ book, take, back }: PreviewProps) {
  const wayBack = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // where list and preview take turns, the focus goes along
    if (book && wayBack.current?.checkVisibility()) wayBack.current.querySelector("button")?.focus();
  }, [book?.id]); // oxlint-disable-line react/exhaustive-deps -- another one, not another copy of it
  if (!book) {
    return (
      <aside className={styles.preview} data-empty>
        <p>{i18n._({ id: "library.choose", message: "Choose one to see its key results, where their numbers come from, and why it works." })}</p>
      </aside>
    );
  }
  return (
    <aside className={styles.preview} aria-label={i18n._({ id: "library.preview", message: "What is in it" })}>
      <div className={styles.back} ref={wayBack}>
        <Button variant="quiet" size="s" onClick={back}>
          {i18n._({ id: "library.back", message: "Back to the list" })}
        </Button>
      </div>
      {pastId(book.id) === null ? <OfTemplate key={book.id} id={book.id} take={take} gone={back} /> : <OfPast key={book.id} book={book} take={take} />}
    </aside>
  );
}

function OfTemplate({ id, take, gone }: { id: string; take: (id: string) => void; gone: () => void }) {
  const slug = useSlug();
  const template = useQuery(templateQuery(slug, id, useLibraryLanguage()));
  if (template.error && !template.data) return <ErrorState error={template.error} retry={() => void template.refetch()} small />;
  if (!template.data) return <SkeletonRows rows={5} height={52} />;
  const { objective, domain, suits, why, key_results, author, origin } = template.data;
  return (
    <>
      <h2>{objective}</h2>
      <p className={styles.tags}>
        <Tag>{domainNames()[domain]}</Tag>
        {origin === "workspace" && author && <span>{i18n._({ id: "library.by", message: "by {author}", values: { author } })}</span>}
      </p>
      {suits && <p className={styles.suits}>{suits}</p>}
      <TemplateActions template={template.data} take={() => take(id)} gone={gone} />
      <Results results={key_results} />
      {why && (
        <section className={styles.why}>
          <h3>{i18n._({ id: "library.why", message: "Why this works" })}</h3>
          <p>{why}</p>
        </section>
      )}
    </>
  );
}

function TemplateActions({ template, take, gone }: { template: Template; take: () => void; gone: () => void }) {
  const [open, setOpen] = useState<"edit" | "copy" | null>(null);
  const remove = useRemoveTemplate(gone);
  const given = givenOf(template);
  return (
    <div className={styles.actions}>
      <Button variant="primary" onClick={take}>
        {i18n._({ id: "library.use", message: "Use this" })}
      </Button>
      {template.can.edit ? (
        <>
          <Button icon="edit" onClick={() => setOpen("edit")}>
            {i18n._({ id: "goals.edit", message: "Edit" })}
          </Button>
          <Button variant="quiet" icon="trash" busy={remove.isPending} onClick={() => remove.run(template.id)}>
            {i18n._({ id: "library.remove", message: "Remove" })}
          </Button>
        </>
      ) : (
        <Button variant="quiet" icon="copy" onClick={() => setOpen("copy")}>
          {i18n._({ id: "library.copy", message: "Copy to our templates" })}
        </Button>
      )}
      {open && <TemplateDialog given={given} of={open === "edit" ? template : null} close={() => setOpen(null)} />}
    </div>
  );
}

function OfPast({ book, take }: { book: Book; take: (id: string) => void }) {
  const slug = useSlug();
  const examples = useQuery(examplesQuery(slug));
  const objective = pastId(book.id) ?? "";
  const example = examples.data?.items.find((one) => one.id === objective);
  if (!example) return null;
  return (
    <>
      <h2>
        <Link to="/w/$workspace/objectives/$objective" params={{ workspace: slug, objective }}>
          {example.title}
        </Link>
      </h2>
      <p className={styles.tags}>{book.note}</p>
      <div className={styles.actions}>
        <Button variant="primary" onClick={() => take(book.id)}>
          {i18n._({ id: "library.use", message: "Use this" })}
        </Button>
        <LinkButton variant="quiet" to="/w/$workspace/objectives/$objective" params={{ workspace: slug, objective }}>
          {i18n._({ id: "library.open", message: "Open the objective" })}
        </LinkButton>
      </div>
      <Results results={startOfExample(example).key_results} past />
    </>
  );
}
