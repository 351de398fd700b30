/**
 * What a character begins, as Groovy's lexer has it; a table for ASCII, where nearly all of a script
 * is. Letters beyond ASCII count, and `$`.
 */
export const blank = 1;
export const lineEnd = 2;
export const letter = 3;
export const dollar = 4;
export const digit = 5;
export const quote = 6;
export const slash = 7;
export const backslash = 8;
/** What is left: brackets, operators, and what is no Groovy. */
const symbol = 0;

const ascii = new Uint8Array(128);
const wordParts = new Uint8Array(128);
const pathParts = new Uint8Array(128);

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
mark(ascii, ' \t\f\v', blank);
mark(ascii, '\n\r', lineEnd);
mark(ascii, letters, letter);
mark(ascii, '$', dollar);
mark(ascii, digits, digit);
mark(ascii, '\'"', quote);
mark(ascii, '/', slash);
mark(ascii, '\\', backslash);
mark(wordParts, `${letters}$${digits}`, 1);
mark(pathParts, `${letters}${digits}`, 1);

function mark(table: Uint8Array, characters: string, value: number): void {
  for (let at = 0; at < characters.length; at += 1) {
    table[characters.charCodeAt(at)] = value;
  }
}

/** The class of a UTF-16 unit. */
export function classOf(unit: number): number {
  return unit < 128 ? (ascii[unit] ?? symbol) : wideClass(unit);
}

function wideClass(unit: number): number {
  if (unit === 0xa0 || unit === 0xfeff) {
    return blank;
  }
  return unit >= 0xaa && unit <= 0xffef ? letter : symbol;
}

/** Whether a unit begins a word in `"$a.b"`, where none has a `$`. */
export function isPathStart(unit: number): boolean {
  return classOf(unit) === letter;
}

/** Where the word that goes on at an offset ends. */
export function wordEnd(text: string, from: number): number {
  return endOf(text, from, wordParts);
}

/** The same of a word in `"$a.b"`. */
export function pathEnd(text: string, from: number): number {
  return endOf(text, from, pathParts);
}

/** Where the blanks that stand at an offset end. */
export function blankEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && classOf(text.charCodeAt(at)) === blank) {
    at += 1;
  }
  return at;
}

/** Where the line ends that an offset is in. */
export function lineEndFrom(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || unit === 13) {
      break;
    }
    at += 1;
  }
  return at;
}

function endOf(text: string, from: number, parts: Uint8Array): number {
  let at = from;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit < 128 ? parts[unit] === 0 : wideClass(unit) !== letter) {
      break;
    }
    at += 1;
  }
  return at;
}
