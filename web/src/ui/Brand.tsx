/** The mark: an H whose bar rises - two levels and the way from one to the other. */
export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="var(--brand)" />
      <path d="M9.5 15v9.5M22.5 7.5v17" stroke="#9fdcf7" strokeWidth="3.4" strokeLinecap="round" fill="none" />
      <path d="M9.5 19.5 22.5 12" stroke="#fff" strokeWidth="3.4" strokeLinecap="round" fill="none" />
    </svg>
  );
}

export function Wordmark({ size = 22 }: { size?: number }) {
  return (
    <span style={{ display: "inline-flex", alignItems: "center", gap: 8, fontWeight: 650, letterSpacing: "-0.02em" }}>
      <Mark size={size} />
      Headway
    </span>
  );
}
