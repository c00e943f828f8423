import { cloneElement, type FocusEvent, type PointerEvent, type ReactElement, useEffect, useId, useState } from "react";
import { createPortal } from "react-dom";
import { Kbd } from "./Kbd";
import styles from "./Tooltip.module.css";

interface TargetProps {
  onPointerEnter?: (event: PointerEvent<HTMLElement>) => void;
  onPointerLeave?: (event: PointerEvent<HTMLElement>) => void;
  onFocus?: (event: FocusEvent<HTMLElement>) => void;
  onBlur?: (event: FocusEvent<HTMLElement>) => void;
  "aria-label"?: string;
  "aria-describedby"?: string;
}

export interface TooltipProps {
  label: string;
  shortcut?: string;
  /** One element; it needs a name of its own, for a tooltip is no label. */
  children: ReactElement<TargetProps>;
}

interface Place {
  x: number;
  y: number;
  above: boolean;
}

const wait = 350;

/** Shown on hover after a moment and on keyboard focus at once; Escape hides it. */
export function Tooltip({ label, shortcut, children }: TooltipProps) {
  const id = useId();
  const [target, setTarget] = useState<HTMLElement | null>(null);
  const place = target && placeAt(target);
  useHiding(target, () => setTarget(null));
  const given = children.props;
  const described = given["aria-label"] === label ? undefined : id;
  return (
    <>
      {cloneElement(children, {
        "aria-describedby": target ? (described ?? given["aria-describedby"]) : given["aria-describedby"],
        onPointerEnter: (event) => {
          given.onPointerEnter?.(event);
          if (event.pointerType === "mouse") delayed(event.currentTarget, setTarget);
        },
        onPointerLeave: (event) => {
          given.onPointerLeave?.(event);
          setTarget(null);
        },
        onFocus: (event) => {
          given.onFocus?.(event);
          if (event.currentTarget.matches(":focus-visible")) setTarget(event.currentTarget);
        },
        onBlur: (event) => {
          given.onBlur?.(event);
          setTarget(null);
        },
      })}
      {place &&
        createPortal(
          <span id={id} role="tooltip" className={styles.tooltip} data-above={place.above || undefined} style={{ left: place.x, top: place.y }}>
            {label}
            {shortcut && <Kbd keys={shortcut} />}
          </span>,
          document.body,
        )}
    </>
  );
}

/** Shows it if the pointer is still there after the wait. */
function delayed(element: HTMLElement, show: (element: HTMLElement) => void): void {
  setTimeout(() => {
    if (element.isConnected && element.matches(":hover")) show(element);
  }, wait);
}

function useHiding(target: HTMLElement | null, hide: () => void): void {
  useEffect(() => {
    if (!target) return;
    const press = (event: KeyboardEvent) => event.key === "Escape" && hide();
    document.addEventListener("keydown", press, true);
    document.addEventListener("pointerdown", hide, true);
    document.addEventListener("scroll", hide, true);
    return () => {
      document.removeEventListener("keydown", press, true);
      document.removeEventListener("pointerdown", hide, true);
      document.removeEventListener("scroll", hide, true);
    };
  });
}

const margin = 90;

/** Below the element, above near the bottom; kept off the sides. */
function placeAt(element: HTMLElement): Place {
  const box = element.getBoundingClientRect();
  const above = box.bottom + 40 > window.innerHeight;
  const middle = box.left + box.width / 2;
  return {
    x: Math.max(Math.min(margin, window.innerWidth / 2), Math.min(window.innerWidth - margin, middle)),
    y: above ? box.top - 6 : box.bottom + 6,
    above,
  };
}
