/** Says how many hints there are to a screen reader, when it has a moment. */
export function Spoken({ text }: { text: string }) {
  return (
    <p role="status" className="visually-hidden">
      {text}
    </p>
  );
}
