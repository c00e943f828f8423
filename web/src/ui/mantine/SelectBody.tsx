import "./Themed";
import "@mantine/core/styles/ScrollArea.layer.css";
import "@mantine/core/styles/Input.layer.css";
import "@mantine/core/styles/Combobox.layer.css";
import "@mantine/core/styles/Pill.layer.css";
import "@mantine/core/styles/PillsInput.layer.css";
import { type ComboboxItem, type ComboboxParsedItem, MultiSelect, Select } from "@mantine/core";
import { type FocusEvent, type ReactNode, useLayoutEffect, useState } from "react";
import { i18n } from "@/i18n/i18n";
import fieldStyles from "../fields/Field.module.css";
import type { MultiSelectBodyProps, Option, SelectBodyProps } from "../fields/SelectField";
import { Icon } from "../icons";
import styles from "./SelectBody.module.css";
import { Themed } from "./Themed";

const classNames = { input: `${fieldStyles.control} ${styles.input}`, inputField: styles.inputField, pillsList: styles.pills, dropdown: styles.dropdown, option: styles.option, pill: styles.pill };

const MADE = "made";

export function SelectBody({ ids, label, options, value, onChange, clearable, make, placeholder, disabled, renderOption }: SelectBodyProps) {
  const choice = options.find((option) => option.value === value)?.label ?? "";
  const search = useSearch(ids.id, choice);
  const wanted = search.searchValue.trim();
  const isNew = wanted !== "" && !options.some((option) => option.label.toLowerCase() === wanted.toLowerCase());
  const listed = [...(clearable ? [nobody(placeholder)] : []), ...options, ...(make && isNew ? [{ value: MADE, label: make.label(wanted) }] : [])];
  return (
    <Themed>
      <Select
        {...ids}
        {...search}
        // or it takes aria-invalid away again
        error={ids["aria-invalid"]}
        withErrorStyles={false}
        {...shared({ options: listed, placeholder, disabled, renderOption })}
        {...(make && { nothingFoundMessage: i18n._({ id: "ui.select.make", message: "Type a name to make the first one" }) })}
        value={value}
        onChange={(next) => (make && next === MADE ? make.run(wanted) : onChange(next || null))}
        onDropdownOpen={() => selectShown(ids.id, choice)}
        clearable={clearable}
        clearButtonProps={{ "aria-label": i18n._({ id: "ui.select.clear", message: "Clear {label}", values: { label } }) }}
        allowDeselect={false}
        checkIconPosition="right"
        rightSection={clearable && value ? undefined : <Icon name="chevronUpDown" size={14} />}
        rightSectionPointerEvents={clearable && value ? "all" : "none"}
      />
    </Themed>
  );
}

export function MultiSelectBody({ ids, options, value, onChange, placeholder, disabled, renderOption }: MultiSelectBodyProps) {
  return (
    <Themed>
      <MultiSelect
        {...ids}
        // or it takes aria-invalid away again
        error={ids["aria-invalid"]}
        withErrorStyles={false}
        {...shared({ options, placeholder: value.length === 0 ? placeholder : undefined, disabled, renderOption })}
        value={value}
        onChange={onChange}
        hidePickedOptions
      />
    </Themed>
  );
}

/**
 * What is written in the field. A choice that somebody else makes (the coach fills it, a colleague changes it) is there in
 * the same moment, and selected: a render later, the letter that is typed meanwhile would be added to the old words.
 */
function useSearch(id: string, choice: string) {
  const [search, setSearch] = useState(choice);
  const [shown, setShown] = useState(choice);
  if (shown !== choice) {
    setShown(choice);
    setSearch(choice);
  }
  useLayoutEffect(() => selectShown(id, choice), [id, choice]);
  return { searchValue: search, onSearchChange: setSearch };
}

/** What stands in the field is the choice, not a search: typing replaces it. A search that opened the list is left alone. */
const selectShown = (id: string, choice: string) => {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement && field.id === id && field.value === choice) field.select();
};

/** The cross that empties is out of reach for the keyboard: the list has an entry for it, too. */
const nobody = (nothing: string | undefined): Option => ({ value: "", label: nothing ?? i18n._({ id: "ui.select.none", message: "None" }) });

/** At least as wide as its field, wider where an entry needs it. */
function asWideAsField({ rects, elements }: { rects: { reference: { width: number } }; elements: { floating: HTMLElement } }) {
  elements.floating.style.minInlineSize = `${rects.reference.width}px`;
}

/** What holds the letters; a word that begins with them comes first: "no" is Noor before Bruno. */
function bestFirst({ options, search }: { options: ComboboxParsedItem[]; search: string }): ComboboxParsedItem[] {
  const wanted = search.trim().toLowerCase();
  const labelOf = (option: ComboboxParsedItem) => ("label" in option ? option.label.toLowerCase() : "");
  const begins = (option: ComboboxParsedItem) => ` ${labelOf(option)}`.includes(` ${wanted}`);
  const found = options.filter((option) => labelOf(option).includes(wanted));
  return [...found.filter(begins), ...found.filter((option) => !begins(option))];
}

interface SharedProps {
  options: readonly Option[];
  placeholder?: string;
  disabled?: boolean;
  renderOption?: (option: Option) => ReactNode;
}

function shared({ options, placeholder, disabled, renderOption }: SharedProps) {
  const byValue = new Map(options.map((option) => [option.value, option]));
  const draw = ({ option }: { option: ComboboxItem }) => {
    const own = byValue.get(option.value);
    return (
      <span className={styles.row} style={own?.depth ? { paddingInlineStart: own.depth * 12 } : undefined}>
        {own && own.value !== "" && renderOption ? renderOption(own) : option.label}
        {own?.hint && <small>{own.hint}</small>}
      </span>
    );
  };
  return {
    data: options.map(({ value, label: text, disabled: off }) => ({ value, label: text, disabled: off })),
    classNames,
    placeholder,
    disabled,
    searchable: true,
    filter: bestFirst,
    // a dialog that begins with a choice does not drop it open over its other fields: a click, an arrow or a letter does
    openOnFocus: false,
    onFocus: ({ currentTarget }: FocusEvent<HTMLInputElement>) => currentTarget.select(),
    selectFirstOptionOnChange: true,
    renderOption: draw,
    nothingFoundMessage: i18n._({ id: "ui.select.nothing", message: "Nothing found" }),
    comboboxProps: { shadow: "md", width: "max-content", position: "bottom-start" as const, middlewares: { size: { apply: asWideAsField } }, transitionProps: { duration: 90 }, zIndex: 400 },
    // a tab stop where it scrolls (axe: scrollable-region-focusable)
    attributes: { dropdown: { tabIndex: 0 } },
  };
}
