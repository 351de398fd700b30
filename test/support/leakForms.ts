/**
 * The forms in which a value leaks, as the programs write them that leak it; made without the code
 * under test.
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
  ];
  return [...new Set(forms)].filter(each => each.trim().length >= 4);
}

/** The base64 of a longer text with the value in it, and the characters that tell of the value alone. */
export function base64Around(
  value: string,
): readonly { readonly text: string; readonly telling: string }[] {
  const text = value.toWellFormed();
  return [0, 1, 2].flatMap(before => {
    const from = Math.ceil((before * 4) / 3);
    const to = Math.floor(((before + Buffer.byteLength(text)) * 4) / 3);
    const whole = Buffer.from('::'.slice(0, before) + text + '::').toString('base64');
    const telling = whole.slice(from, to);
    return telling.length >= 8 ? [{ text: whole, telling }] : [];
  });
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
