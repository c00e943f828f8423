import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { TextField, type TextFieldProps } from "@/ui/fields/TextField";
import styles from "./CoachedTitle.module.css";
import { Hints } from "./Hints";
import { rewrite } from "./rewrite";
import { blankIn } from "./rules";
import type { LineCoach } from "./useCoach";

interface CoachedTitleProps extends Omit<TextFieldProps, "ref"> {
  line: LineCoach;
  /** At the end of the line: a button that removes it. */
  end?: ReactNode;
  keepAsSteps?: () => void;
}

/** The line that is written, with the coach's hints below it: they never move the line, and never take the focus. */
export function CoachedTitle({ line, end, keepAsSteps, value, onChange, ...rest }: CoachedTitleProps) {
  const field = useRef<HTMLInputElement>(null);
  const pointed = useRef(false);
  const [taken, setTaken] = useState<{ before: string; after: string } | null>(null);
  const put = (text: string) => field.current && rewrite(field.current, text, onChange);
  const take = (text: string) => {
    setTaken({ before: value, after: text });
    put(text);
  };
  const back = () => {
    setTaken(null);
    put(taken!.before);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Tab" && !event.shiftKey && taken && toNextBlank(event.currentTarget)) event.preventDefault();
    const hint = event.altKey && !event.ctrlKey && !event.metaKey ? line.hints[Number(/^Digit([1-3])$/.exec(event.code)?.[1]) - 1] : undefined;
    if (!hint?.fix || !line.current) return;
    event.preventDefault();
    take(hint.fix);
  };
  return (
    <>
      <div className={styles.line}>
        <TextField
          {...rest}
          ref={field}
          value={value}
          onChange={(text) => {
            if (!line.current) line.enter();
            onChange(text);
          }}
          onKeyDown={press}
          onBlur={() => {
            pointed.current = false;
            line.leave();
          }}
          // by pointer, hints above fold only after the click: what is pressed must not move from under it
          onPointerDown={() => {
            pointed.current = true;
          }}
          onFocus={() => {
            if (!pointed.current) line.enter();
          }}
          onClick={() => {
            pointed.current = false;
            line.enter();
          }}
        />
        {end}
      </div>
      <Hints line={line} take={take} undo={taken?.after === value ? back : undefined} hasBlank={blankIn(value) !== null} keepAsSteps={keepAsSteps} />
    </>
  );
}

/** After a rewrite, Tab goes through its blanks before it leaves the field. */
function toNextBlank(field: HTMLInputElement): boolean {
  const gap = blankIn(field.value, field.selectionEnd ?? 0);
  if (gap) field.setSelectionRange(gap.start, gap.end);
  return gap !== null;
}
