import { useFormatLocale } from "@/i18n/i18n";
import { formatShare } from "@/lib/numbers";
import styles from "./ProgressBar.module.css";
import type { Tone } from "./Status";

export interface ProgressBarProps {
  /** 0 to 1; null when nothing has been measured yet. */
  value: number | null;
  /** Where it should be today, 0 to 1: the tick. */
  pace?: number | null;
  tone?: Tone;
  /** What it is the progress of, for screen readers. */
  label: string;
  /** Writes the percent beside it. */
  withNumber?: boolean;
}

export function ProgressBar({ value, pace, tone = "none", label, withNumber = false }: ProgressBarProps) {
  const locale = useFormatLocale();
  const words = value === null ? "–" : formatShare(value, locale);
  return (
    <span className={styles.row}>
      <span
        className={styles.bar}
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round((value ?? 0) * 100)}
        aria-valuetext={pace === null || pace === undefined ? words : `${words} / ${formatShare(pace, locale)}`}
      >
        <i className={styles.fill} data-tone={tone} style={{ inlineSize: `${clamp(value ?? 0) * 100}%` }} />
        {pace !== null && pace !== undefined && <i className={styles.pace} style={{ insetInlineStart: `${clamp(pace) * 100}%` }} />}
      </span>
      {withNumber && <span className={`${styles.number} num`}>{words}</span>}
    </span>
  );
}

const clamp = (share: number) => Math.max(0, Math.min(1, share));
