/**
 * The forms in which a value leaks, as the programs write them that leak it; made without the code
 * under test. The base64 of a part of a longer text is given without what it shares with the rest.
 */
export function leakForms(value: string): readonly string[] {
  const text = value.toWellFormed();
  const base64 = Buffer.from(text).toString('base64');
  const url = encodeURIComponent(text);
  const form = new URLSearchParams({ v: text }).toString().slice(2);
  const json = JSON.stringify(text).slice(1, -1);
  const forms = [
    text,
    text.trim(),
    text.replace(/\r?\n/g, '\n'),
    text.replace(/[\\"`]/g, '\\$&'),
    base64,
    base64.replace(/=+$/, ''),
    Buffer.from(text).toString('base64url'),
    url,
    url.replace(/%../g, hex => hex.toLowerCase()),
    form,
    json,
    json.replaceAll('/', '\\/'),
    json.replace(/[^ -~]/g, escaped),
    json
      .replaceAll('/', '\\/')
      .replaceAll("'", "\\'")
      .replace(/[^ -~]/g, escaped)
      .replace(/\\u[0-9a-f]{4}/g, code => `\\u${code.slice(2).toUpperCase()}`),
    text.replace(/[&<>"']/g, c => `&${entities[c] ?? ''};`),
    ...text.split(/\r?\n/).filter(line => line.trim().length >= 8),
    ...[0, 1, 2].flatMap(before => within(text, before)),
  ];
  return [...new Set(forms)].filter(each => each.trim().length >= 4);
}

/** The characters of base64 that do not change whatever stands before and after the value. */
function within(text: string, before: number): readonly string[] {
  const [one = '', other = ''] = ['\0\0', '\u007f\u007f'].map(around =>
    Buffer.from(around.slice(0, before) + text + around).toString('base64'),
  );
  const same = Array.from(one).map((character, at) => character === other[at]);
  const from = same.indexOf(true);
  const to = same.lastIndexOf(true) + 1;
  // Around a value of some length only; the ends may agree by chance as well.
  const stretch = one.slice(
    Math.max(from, Math.ceil((before * 4) / 3)),
    Math.min(to, Math.floor(((before + Buffer.byteLength(text)) * 4) / 3)),
  );
  return stretch.length >= 8 ? [stretch] : [];
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

const entities: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": '#39',
};
