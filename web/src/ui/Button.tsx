import type { ButtonHTMLAttributes, Ref } from "react";
import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes } from "react";
import styles from "./Button.module.css";
import { Icon, type IconName } from "./icons";
import { Kbd } from "./Kbd";
import { Tooltip } from "./Tooltip";

interface Look {
  /** One primary button a view at most. "quiet" has no border until it is pointed at. */
  variant?: "primary" | "default" | "quiet" | "danger";
  size?: "s" | "m" | "l";
  icon?: IconName;
  /** Shown behind the label, e.g. "C" or "mod+K". */
  shortcut?: string;
  /** Full width of its place. */
  wide?: boolean;
}

export interface ButtonProps extends Look, ButtonHTMLAttributes<HTMLButtonElement> {
  /** Something is under way: the label stays, the button does nothing. */
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ busy = false, type = "button", onClick, ...rest }: ButtonProps) {
  const { look, inner, others } = dressed(rest);
  return (
    <button
      type={type}
      {...look}
      {...others}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {inner}
    </button>
  );
}

type AnchorProps = Look & AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> };

function ButtonAnchor(props: AnchorProps) {
  const { look, inner, others } = dressed(props);
  return (
    <a {...look} {...others}>
      {inner}
    </a>
  );
}

/** A link of the router that looks like a button: `<LinkButton to="/forgotten">`. */
export const LinkButton = createLink(ButtonAnchor);

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "aria-label"> {
  icon: IconName;
  /** Its name for screen readers and its tooltip. */
  label: string;
  shortcut?: string;
  variant?: "default" | "quiet" | "danger";
  size?: "s" | "m";
  ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ icon, label, shortcut, variant = "quiet", size = "m", className, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} shortcut={shortcut}>
      <button
        type="button"
        aria-label={label}
        className={[styles.button, styles.icon, className].filter(Boolean).join(" ")}
        data-variant={variant}
        data-size={size}
        {...rest}
      >
        <Icon name={icon} />
      </button>
    </Tooltip>
  );
}

function dressed<Props extends Look & { className?: string; children?: React.ReactNode }>(props: Props) {
  const { variant = "default", size = "m", icon, shortcut, wide, className, children, ...others } = props;
  return {
    look: {
      className: [styles.button, className].filter(Boolean).join(" "),
      "data-variant": variant,
      "data-size": size,
      "data-wide": wide || undefined,
    },
    others,
    inner: (
      <>
        {icon && <Icon name={icon} />}
        <span className={styles.label}>{children}</span>
        {shortcut && <Kbd keys={shortcut} />}
      </>
    ),
  };
}
