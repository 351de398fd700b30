/**
 * What is left of a text when its escapes are undone: a Unicode code unit or point below
 * {@link rawByte}, or a byte of UTF-8 that an escape gave, above it.
 */
export type Unit = number;

/** Added to a byte that an escape gave as such: `%C3`, `\303`, `\xc3`. */
export const rawByte = 0x11_0000;

/** Takes a unit, and where in the text it stands; an escape gives one unit for many characters. */
export type UnitSink = (unit: Unit, start: number, end: number) => void;

export const backslash = 0x5c;
export const ampersand = 0x26;
export const percentSign = 0x25;
export const lineFeed = 0x0a;
export const carriageReturn = 0x0d;
const tab = 0x09;
export const blank = 0x20;
export const plus = 0x2b;
export const equals = 0x3d;
export const backtick = 0x60;
/** The place of a backslash that quotes what comes behind it. */
export const quoted: Unit = -1;

/** A byte that an escape gave. */
export function byteUnit(byte: number): Unit {
  return byte < 0x80 ? byte : rawByte + byte;
}

export function isHex(unit: Unit): boolean {
  return (
    (unit >= 0x30 && unit <= 0x39) ||
    (unit >= 0x41 && unit <= 0x46) ||
    (unit >= 0x61 && unit <= 0x66)
  );
}

/** Whether a character begins an escape, which may give anything. */
export function isEscapeSign(unit: Unit): boolean {
  return unit === backslash || unit === ampersand || unit === percentSign;
}

/** What lines are indented with. */
export function isIndentation(unit: Unit): boolean {
  return unit === blank || unit === tab;
}

export function isQuote(unit: Unit): boolean {
  return unit === 0x27 || unit === 0x22;
}
