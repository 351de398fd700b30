import { rawByte, type Unit } from './unit.ts';

/** The character that HTML and XML call so: `lt`, `#39`, `#x27`; null where there is none. */
export function entityOf(name: string): Unit | null {
  const [, hex, decimal] = /^#(?:[xX]([0-9a-fA-F]+)|(\d+))$/.exec(name) ?? [];
  const code = hex !== undefined ? parseInt(hex, 16) : Number(decimal ?? NaN);
  if (!Number.isNaN(code)) {
    return code < rawByte ? code : null;
  }
  const latin = latinEntities.indexOf(name);
  if (latin !== -1 && name !== '') {
    return firstLatin + latin;
  }
  return Object.hasOwn(named, name) ? (named[name]?.charCodeAt(0) ?? null) : null;
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  euro: '€',
  Tab: '\t',
  NewLine: '\n',
};

/** The names that HTML has for the characters from U+00A0 to U+00FF, in their order. */
const latinEntities = (
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn ' +
  'sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave ' +
  'Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ' +
  'ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN ' +
  'szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute ' +
  'icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml ' +
  'yacute thorn yuml'
).split(' ');
const firstLatin = 0xa0;
