import "./Themed";
import "@mantine/core/styles/Menu.layer.css";
import { Menu as MantineMenu } from "@mantine/core";
import { Fragment, type KeyboardEvent, useId } from "react";
import { Icon } from "../icons";
import { Kbd } from "../Kbd";
import type { MenuItem, MenuProps } from "../Menu";
import styles from "../Menu.module.css";
import { Themed } from "./Themed";

/** Mounted by the click that opens it. */
export function MenuBody({ trigger, items, sections, align = "start", label }: MenuProps) {
  const id = useId();
  const groups = sections ?? [{ items: items ?? [] }];
  return (
    <Themed>
      <MantineMenu id={id} onClose={() => giveBackFocus(`${id}-dropdown`)} defaultOpened alignItemsLabels="none" position={`bottom-${align}`} offset={4} radius="md">
        <MantineMenu.Target>{trigger}</MantineMenu.Target>
        <MantineMenu.Dropdown aria-label={label} className={styles.dropdown} onKeyDown={pressItem}>
          {groups.map((group, at) => (
            <Fragment key={group.label ?? at}>
              {at > 0 && <MantineMenu.Divider />}
              {group.label && <MantineMenu.Label className={styles.group}>{group.label}</MantineMenu.Label>}
              {group.items.map((item) => (
                <Item key={item.id} item={item} />
              ))}
            </Fragment>
          ))}
        </MantineMenu.Dropdown>
      </MantineMenu>
    </Themed>
  );
}

/** To its button at once, so that a dialog which an item opens knows where to return; Mantine knows only the button that slept. */
function giveBackFocus(dropdown: string): void {
  const { activeElement } = document;
  const taken = activeElement !== null && activeElement !== document.body && !document.getElementById(dropdown)?.contains(activeElement);
  if (!taken) document.querySelector<HTMLElement>(`[aria-controls="${dropdown}"]`)?.focus();
}

/** The key that stands beside an item works while the menu is open, too. */
function pressItem(event: KeyboardEvent<HTMLElement>): void {
  if (event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey || event.altKey) return;
  const item = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-key]")].find(({ dataset }) => dataset.key === event.key.toLowerCase());
  if (!item) return;
  event.preventDefault();
  item.click();
}

function Item({ item }: { item: MenuItem }) {
  const end = item.shortcut ? <Kbd keys={item.shortcut} /> : item.hint;
  const shared = {
    className: styles.item,
    "data-danger": item.danger || undefined,
    "data-key": item.shortcut?.toLowerCase(),
    disabled: item.disabled,
    onClick: item.run,
  };
  const icon = item.icon && <Icon name={item.icon} />;
  if (item.checked === undefined) {
    return (
      <MantineMenu.Item {...shared} leftSection={icon} rightSection={end}>
        {item.label}
      </MantineMenu.Item>
    );
  }
  return (
    <MantineMenu.RadioItem {...shared} classNames={{ itemIndicator: styles.indicator }} value={item.id} checked={item.checked} rightSection={item.checked ? <Icon name="check" /> : end}>
      <span className={styles.choice}>
        {icon}
        {item.label}
      </span>
    </MantineMenu.RadioItem>
  );
}
