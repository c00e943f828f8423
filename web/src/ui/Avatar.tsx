import styles from "./Avatar.module.css";

export interface AvatarProps {
  name: string;
  size?: number;
  /** The name is written beside it: then the circle is only decoration. */
  decorative?: boolean;
}

const hues = 8;

/** Initials on one of eight quiet colours; the same person always has the same one. */
export function Avatar({ name, size = 22, decorative = false }: AvatarProps) {
  return (
    <span
      className={styles.avatar}
      data-hue={hueOf(name)}
      style={{ inlineSize: size, blockSize: size, fontSize: Math.round(size * 0.42) }}
      role={decorative ? undefined : "img"}
      aria-label={decorative ? undefined : name}
      aria-hidden={decorative || undefined}
      title={decorative ? undefined : name}
    >
      {initials(name)}
    </span>
  );
}

/** Circle and name in one line. */
export function Person({ name, size = 22 }: { name: string; size?: number }) {
  return (
    <span className={styles.person}>
      <Avatar name={name} size={size} decorative />
      <span className={styles.name}>{name}</span>
    </span>
  );
}

/** Up to `most` circles; the rest as a number. */
export function AvatarStack({ names, most = 3, size = 22 }: { names: string[]; most?: number; size?: number }) {
  if (names.length === 0) return null;
  const hidden = names.length - most;
  return (
    <span className={styles.stack} role="img" aria-label={names.join(", ")} title={names.join(", ")}>
      {names.slice(0, most).map((name) => (
        <Avatar key={name} name={name} size={size} decorative />
      ))}
      {hidden > 0 && <span className={styles.rest}>+{hidden}</span>}
    </span>
  );
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = [words[0]?.[0], words.length > 1 ? words.at(-1)?.[0] : undefined];
  return letters.join("").toUpperCase() || "?";
}

function hueOf(name: string): number {
  let sum = 7;
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)!) % 9973;
  return sum % hues;
}
