import { useId } from "react";
import { i18n } from "@/i18n/i18n";
import styles from "./CheckIns.module.css";

const scale = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const toneOf = (value: number) => (value <= 3 ? "off" : value <= 6 ? "risk" : "on");

interface ConfidenceFieldProps {
  value: number;
  /** What it was; marked, so that one sees where one comes from. */
  before?: number;
  onChange: (value: number) => void;
}

/** 0 to 10 at a stroke: a digit is that digit, and a 0 after the 1 makes it ten. */
export function ConfidenceField({ value, before, onChange }: ConfidenceFieldProps) {
  const name = useId();
  return (
    <fieldset className={styles.confidence} data-confidence>
      <legend>{i18n._({ id: "checkins.confidence", message: "How sure are you that it will be reached?" })}</legend>
      <div className={styles.scale}>
        {scale.map((one) => (
          <label key={one} className={styles.mark} data-tone={toneOf(one)} data-before={one === before || undefined}>
            <input type="radio" name={name} value={one} checked={one === value} onChange={() => onChange(one)} />
            <span className="num">{one}</span>
          </label>
        ))}
      </div>
      <p className={styles.ends} aria-hidden="true">
        <span>{i18n._({ id: "checkins.confidence.least", message: "no chance" })}</span>
        <span>{i18n._({ id: "checkins.confidence.most", message: "certain" })}</span>
      </p>
    </fieldset>
  );
}

/** The confidence after a key, where `before` is the key pressed just before it; null for what is no digit. */
export function confidenceAfter(key: string, before: string): number | null {
  if (!/^\d$/.test(key)) return null;
  return key === "0" && before === "1" ? 10 : Number(key);
}
