import type { KeyboardEvent, ReactNode } from "react";
import { i18n } from "@/i18n/i18n";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { DateField } from "@/ui/fields/DateField";
import { NumberField } from "@/ui/fields/NumberField";
import { PersonField } from "@/ui/fields/PeopleField";
import { TextField } from "@/ui/fields/TextField";
import { usePeople } from "@/widgets/goals/queries";
import type { KeyResultDraft } from "../drafts";
import { CoachedTitle } from "./CoachedTitle";
import styles from "./Guide.module.css";
import { Spoken } from "./Spoken";
import type { Coach } from "./useCoach";
import type { GuideState } from "./useGuide";

interface GuideProps {
  /** To the ordinary form, which is filled already. */
  leave: () => void;
  guide: GuideState;
  title: string;
  setTitle: (title: string) => void;
  drafts: readonly KeyResultDraft[];
  /** Adds a key result; below it, a word about how many there are. */
  more: ReactNode;
  coach: Coach;
  /** What the team learned before. */
  lessons: ReactNode;
}

/** Five short steps from the outcome to the sources. Enter goes on to the next field, the last one to the form. */
export function Guide({ leave, guide, title, setTitle, drafts, more, coach, lessons }: GuideProps) {
  const { words, say } = guide;
  return (
    <Dialog title={i18n._({ id: "goals.guide.title", message: "New objective, step by step" })} size="l" close={leave}>
      <form
        noValidate
        className={styles.guide}
        onSubmit={(event) => {
          event.preventDefault();
          leave();
        }}
        onKeyDown={goOn}
      >
        {lessons}
        <Step n={1} title={i18n._({ id: "goals.guide.outcome", message: "What should be different, and for whom?" })}>
          <div className={styles.fields}>
            <TextField label={i18n._({ id: "goals.guide.whom", message: "For whom?" })} placeholder={i18n._({ id: "goals.guide.whom.example", message: "new customers" })} value={words.whom} onChange={(whom) => say({ whom })} autoFocus />
            <TextField label={i18n._({ id: "goals.guide.change", message: "What can they do then?" })} placeholder={i18n._({ id: "goals.guide.change.example", message: "work productively from their first day" })} value={words.change} onChange={(change) => say({ change })} />
          </div>
        </Step>
        <Step n={2} title={i18n._({ id: "goals.guide.part", message: "What does your team bring to it?" })}>
          <TextField label={i18n._({ id: "goals.guide.part.label", message: "Our part" })} placeholder={i18n._({ id: "goals.guide.part.example", message: "a guided set-up" })} value={words.part} onChange={(part) => say({ part })} />
        </Step>
        <Step n={3} title={i18n._({ id: "goals.guide.objective", message: "The objective, drafted from both: make it yours" })}>
          <CoachedTitle line={coach.of("objective")} label={i18n._({ id: "goals.objective", message: "Objective" })} value={title} onChange={setTitle} />
        </Step>
        <Step n={4} title={i18n._({ id: "goals.guide.measures", message: "How would you know that you got there?" })}>
          {drafts.map((draft) => (
            <Measure key={draft.key} draft={draft} guide={guide} />
          ))}
          {more}
        </Step>
        <Step n={5} title={i18n._({ id: "goals.guide.sources", message: "Where does each number come from, and who reads it?" })}>
          {drafts.map((draft) => (
            <Source key={draft.key} draft={draft} guide={guide} />
          ))}
        </Step>
        <footer className={styles.footer}>
          <small>{i18n._({ id: "goals.guide.kept", message: "All of it stands in the form already; nothing is saved until you create it there." })}</small>
          <Button type="submit" variant="primary">
            {i18n._({ id: "goals.guide.leave", message: "Go on to the form" })}
          </Button>
        </footer>
        <Spoken text={coach.said} />
      </form>
    </Dialog>
  );
}

function Step({ n, title, children }: { n: number; title: string; children: ReactNode }) {
  return (
    <section className={styles.step}>
      <h3>
        <span className={styles.number}>{n}</span>
        {title}
      </h3>
      {children}
    </section>
  );
}

/** A measure with its blanks; the sentence below is the key result that comes of it. */
function Measure({ draft, guide }: { draft: KeyResultDraft; guide: GuideState }) {
  const { measure } = guide.rowOf(draft.key);
  const unit = draft.unit || undefined;
  return (
    <fieldset className={styles.row} data-line={draft.key}>
      <legend className="visually-hidden">{draft.title || i18n._({ id: "goals.keyResult", message: "Key result" })}</legend>
      <div className={styles.measure}>
        <TextField label={i18n._({ id: "goals.guide.measure", message: "Measure" })} placeholder={i18n._({ id: "goals.guide.measure.example", message: "days until the first report" })} value={measure} onChange={(text) => guide.measure(draft, { measure: text })} />
        <div data-reads="start">
          <NumberField label={i18n._({ id: "goals.start", message: "From" })} value={draft.start} onChange={(start) => guide.measure(draft, {}, { start })} unit={unit} />
        </div>
        <div data-reads="target">
          <NumberField label={i18n._({ id: "goals.target", message: "To" })} value={draft.target} onChange={(target) => guide.measure(draft, {}, { target })} unit={unit} />
        </div>
        <div data-reads="unit">
          <TextField label={i18n._({ id: "goals.unit", message: "Unit" })} value={draft.unit} onChange={(text) => guide.measure(draft, {}, { unit: text })} placeholder={i18n._({ id: "goals.unit.example", message: "h, %, EUR" })} />
        </div>
        <div data-reads="ends_on">
          <DateField label={i18n._({ id: "goals.guide.until", message: "By" })} value={draft.ends_on} onChange={(ends_on) => guide.measure(draft, {}, { ends_on })} />
        </div>
      </div>
      {draft.title && <output className={styles.sentence}>{draft.title}</output>}
    </fieldset>
  );
}

function Source({ draft, guide }: { draft: KeyResultDraft; guide: GuideState }) {
  const people = usePeople();
  const name = guide.rowOf(draft.key).measure || draft.title;
  if (!name) return null;
  return (
    <fieldset className={styles.row}>
      <legend className={styles.of}>{name}</legend>
      <div className={styles.fields}>
        <TextField label={i18n._({ id: "goals.guide.source", message: "Comes from" })} placeholder={i18n._({ id: "goals.guide.source.example", message: "the report of the ticket system" })} value={guide.rowOf(draft.key).source} onChange={(source) => guide.measure(draft, { source })} />
        <PersonField label={i18n._({ id: "goals.guide.reader", message: "Read by" })} people={people} value={draft.check_in_owner_id} onChange={(check_in_owner_id) => guide.measure(draft, {}, { check_in_owner_id })} placeholder={i18n._({ id: "goals.guide.reader.owner", message: "The owner" })} />
      </div>
    </fieldset>
  );
}

/** Enter goes from field to field; a list or a calendar keeps it for choosing. */
function goOn(event: KeyboardEvent<HTMLFormElement>): void {
  const field = event.target;
  if (event.key !== "Enter" || event.defaultPrevented || event.ctrlKey || event.metaKey || !(field instanceof HTMLInputElement) || field.getAttribute("aria-expanded") === "true") return;
  const fields = [...event.currentTarget.querySelectorAll("input")].filter((one) => one.type !== "hidden");
  const next = fields[fields.indexOf(field) + 1];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
