import type { I18n } from "@lingui/core";

/**
 * ICU messages to the form that Lingui's i18n reads, for the English written beside the ids: plain text, {name},
 * {count, plural, one {# task} other {# tasks}}, {kind, select, a {..} other {..}}. Other languages are compiled at build time by
 * Lingui's own compiler, which is six times the size; a test holds every message of en.po against it.
 */
type Compiled = string | Token[];
type Token = string | [name: string, type?: string, cases?: Record<string, Compiled>];

/** Throws a SyntaxError for what it cannot read. The return type is Lingui's, which it does not export. */
export function compileMessage(message: string): ReturnType<Parameters<I18n["setMessagesCompiler"]>[0]> {
  const reader = { text: message, at: 0 };
  const tokens = readTokens(reader, false);
  if (reader.at < message.length) throw new SyntaxError(`stray } in message: ${message}`);
  return tokens as ReturnType<typeof compileMessage>;
}

interface Reader {
  text: string;
  at: number;
}

function readTokens(reader: Reader, counted: boolean): Token[] {
  const tokens: Token[] = [];
  let plain = "";
  const keep = () => {
    if (plain) tokens.push(plain);
    plain = "";
  };
  while (reader.at < reader.text.length && reader.text[reader.at] !== "}") {
    const letter = reader.text[reader.at]!;
    if (letter === "{") {
      keep();
      tokens.push(readArgument(reader));
      continue;
    }
    if (letter === "#" && counted) {
      keep();
      tokens.push("#");
    } else {
      plain += letter;
    }
    reader.at += 1;
  }
  keep();
  return tokens;
}

function readArgument(reader: Reader): Token {
  const head = /^\{\s*([\w.]+)\s*(?:\}|,\s*(plural|selectordinal|select)\s*,)/.exec(reader.text.slice(reader.at));
  if (!head) throw new SyntaxError(`cannot read the message at ${reader.at}: ${reader.text}`);
  reader.at += head[0].length;
  const [, name, type] = head;
  return type ? [name!, type, readCases(reader, type !== "select")] : [name!];
}

function readCases(reader: Reader, counted: boolean): Record<string, Compiled> {
  const cases: Record<string, Compiled> = {};
  for (;;) {
    const head = /^\s*(?:(\})|(=\d+|\w+)\s*\{)/.exec(reader.text.slice(reader.at));
    if (!head) throw new SyntaxError(`cannot read the cases at ${reader.at}: ${reader.text}`);
    reader.at += head[0].length;
    if (head[1]) return cases;
    const value = simplified(readTokens(reader, counted));
    cases[head[2]!.replace("=", "")] = value;
    reader.at += 1;
  }
}

function simplified(tokens: Token[]): Compiled {
  if (tokens.length === 0) return "";
  return tokens.length === 1 && typeof tokens[0] === "string" && tokens[0] !== "#" ? tokens[0] : tokens;
}
