/**
 * The formats of Intl, each made once: making one takes a millisecond, and a page with a history asks for hundreds.
 * `locale` is a BCP 47 tag; undefined is the browser's own.
 */
export const numberFormat = (options: Intl.NumberFormatOptions = {}, locale?: string): Intl.NumberFormat => kept("number", locale, options, () => new Intl.NumberFormat(locale, options));

/** A format keeps the zone it was made in: a computer that travels gets new ones. */
export function dateFormat(options: Intl.DateTimeFormatOptions = {}, locale?: string): Intl.DateTimeFormat {
  const kind = options.timeZone ? "date" : `date ${new Date().getTimezoneOffset()}`;
  return kept(kind, locale, options, () => new Intl.DateTimeFormat(locale, options));
}

/** "yesterday" rather than "1 day ago". */
export const relativeFormat = (locale?: string): Intl.RelativeTimeFormat => kept("relative", locale, {}, () => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));

const formats = new Map<string, unknown>();

function kept<Format>(kind: string, locale: string | undefined, options: object, make: () => Format): Format {
  const key = `${kind} ${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key) as Format | undefined;
  if (known) return known;
  const made = make();
  formats.set(key, made);
  return made;
}
