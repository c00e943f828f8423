import styles from "./Kbd.module.css";

const isApple = /Mac|iPhone|iPad/.test(navigator.platform);
const names: Record<string, string> = {
  mod: isApple ? "⌘" : "Ctrl",
  shift: "⇧",
  alt: isApple ? "⌥" : "Alt",
  enter: "↵",
  escape: "Esc",
  arrows: "← ↑ ↓ →",
};

/** Keys as people see them: "mod+K" is one chord, "g o" is one after the other. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className={styles.keys} aria-hidden="true">
      {keys.split(" ").map((chord, at) => (
        <kbd key={at} className={styles.key}>
          {chord.split("+").map(named).join(isApple ? "" : " ")}
        </kbd>
      ))}
    </span>
  );
}

function named(key: string): string {
  return names[key.toLowerCase()] ?? (key.length === 1 ? key.toUpperCase() : key);
}
