/**
 * The families of forms in which programs write a value: each undoes nothing that the code under
 * test has, and stands for the program that it names. `test/real/leakFamilies.test.ts` holds the
 * most of them against those programs.
 */
export type Family = (value: string) => string;

export const families: Readonly<Record<string, Family>> = {
  'as it is': value => value,
  'bash set -x and ${X@Q}': value => (hasControls(value) ? ansiC(value) : `'${single(value)}'`),
  'dash export -p and Python shlex.quote': value => `'${value.replaceAll("'", `'"'"'`)}'`,
  'printf %q': value =>
    hasControls(value) ? ansiC(value) : value.replace(/[^\w%+\-./:=@\u0080-\uffff]/g, '\\$&'),
  'declare -p': value =>
    hasControls(value) ? ansiC(value) : `"${value.replace(/[\\"`$]/g, '\\$&')}"`,
  "bash $'…' in ASCII": value => `$'${everyByte(value.replace(/[\\']/g, '\\$&'), octal)}'`,
  'GNU ls': value =>
    `'${value.replaceAll("'", `'\\''`).replace(/[\t\n]/g, each => `'$'${each === '\n' ? '\\n' : '\\t'}''`)}'`,
  'Python repr': repr,
  'Python repr of bytes': value =>
    `b'${everyByte(value.replace(/[\\']/g, '\\$&'), byte => `\\x${hex(byte)}`)}'`,
  JSON: value => JSON.stringify(value),
  'JSON with slashes': value => JSON.stringify(value).replaceAll('/', '\\/'),
  'JSON in ASCII': value => asciiJson(JSON.stringify(value)),
  'JSON in JSON': value => JSON.stringify(JSON.stringify(value)),
  'JSON in JSON in JSON': value => JSON.stringify(JSON.stringify(JSON.stringify(value))),
  'JSON of Go': value =>
    JSON.stringify(value).replace(/[&<>]/g, each => `\\u00${hex(each.charCodeAt(0))}`),
  'all as \\u': value =>
    Array.from({ length: value.length }, (_, at) => unicode(value, at)).join(''),
  'all as \\x': value => everyByte(value, byte => `\\x${hex(byte)}`, true),
  'HTML, named': value => html(value, '&quot;', '&#39;'),
  'HTML of Python': value => html(value, '&quot;', '&#x27;'),
  'HTML of PHP': value => html(value, '&quot;', '&#039;'),
  XML: value => html(value, '&quot;', '&apos;').replaceAll('\n', '&#10;'),
  'HTML in HTML': value => html(html(value, '&quot;', '&#39;'), '&quot;', '&#39;'),
  'all as decimal entities': value => entities(value, code => `&#${code};`),
  'all as hexadecimal entities': value => entities(value, code => `&#x${code.toString(16)};`),
  'HTML in JSON': value => JSON.stringify(html(value, '&quot;', '&#39;')),
  'JSON in HTML': value => html(JSON.stringify(value), '&quot;', '&#39;'),
  SQL: value => `'${value.replaceAll("'", "''")}'`,
  'CSV and YAML': value => `"${value.replaceAll('"', '""')}"`,
  'CSV in JSON': value => JSON.stringify(`"${value.replaceAll('"', '""')}"`),
  'URL of JavaScript': encodeURIComponent,
  'URL of others': strictUrl,
  'URL in small letters': value => strictUrl(value).replace(/%../g, code => code.toLowerCase()),
  'URL of a form': value => new URLSearchParams({ v: value }).toString().slice(2),
  'URL in a URL': value => strictUrl(strictUrl(value)),
  'URL, every byte': value => everyByte(value, byte => `%${hex(byte).toUpperCase()}`, true),
  'URL in HTML in JSON': value => JSON.stringify(html(strictUrl(value), '&quot;', '&#39;')),
  base64: value => Buffer.from(value).toString('base64'),
  'base64 without padding': value => Buffer.from(value).toString('base64').replace(/=+$/, ''),
  base64url: value => Buffer.from(value).toString('base64url'),
  'base64 in lines of 64': value => wrapped(Buffer.from(value).toString('base64'), 64),
  'base64 in lines of 76': value => wrapped(Buffer.from(value).toString('base64'), 76, '\r\n'),
  'base64 in lines, indented': value =>
    wrapped(Buffer.from(value).toString('base64'), 64, '\n    '),
  'base64 in lines in JSON': value =>
    JSON.stringify(wrapped(Buffer.from(value).toString('base64'), 76)).replaceAll('/', '\\/'),
  'base64 in a URL': value => encodeURIComponent(Buffer.from(value).toString('base64')),
  hex: value => Buffer.from(value).toString('hex'),
  'hex in capitals': value => Buffer.from(value).toString('hex').toUpperCase(),
  'hex of xxd': value => wrapped(Buffer.from(value).toString('hex'), 60),
  'hex of od': value =>
    wrapped(Buffer.from(value).toString('hex').replace(/../g, ' $&'), 48).trimStart(),
  'hex of openssl': value =>
    Buffer.from(value)
      .toString('hex')
      .toUpperCase()
      .replace(/..(?=.)/g, '$&:'),
};

const utf8 = new TextEncoder();

/** Those of ASCII. */
const controls = /[^\P{Cc}\u0080-\u009f]/gu;

function hasControls(value: string): boolean {
  return value.search(controls) !== -1;
}

function single(value: string): string {
  return value.replaceAll("'", `'\\''`);
}

/** `$'…'` as bash writes it in a locale that has the value's characters. */
function ansiC(value: string): string {
  const escaped = value.replace(/[\\']/g, '\\$&');
  return `$'${escaped.replace(controls, control)}'`;
}

const letters: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\u001b': '\\E',
};

function control(character: string): string {
  return letters[character] ?? octal(character.charCodeAt(0));
}

function octal(byte: number): string {
  return `\\${byte.toString(8).padStart(3, '0')}`;
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

/** Each byte in a way of its own, or only those that are not printed in ASCII. */
function everyByte(value: string, write: (byte: number) => string, all = false): string {
  return Array.from(utf8.encode(value), byte =>
    !all && byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : write(byte),
  ).join('');
}

function repr(value: string): string {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  const escaped = value
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replace(/[\p{Cc}\u00a0\u00ad]/gu, each => `\\x${hex(each.charCodeAt(0))}`);
  return `${quote}${quote === "'" ? escaped.replaceAll("'", "\\'") : escaped}${quote}`;
}

function unicode(value: string, at: number): string {
  return `\\u${value.charCodeAt(at).toString(16).padStart(4, '0')}`;
}

function asciiJson(json: string): string {
  return json.replace(/[^ -~]/g, each => unicode(each, 0));
}

function entities(value: string, write: (code: number) => string): string {
  return Array.from(value, each => write(each.codePointAt(0) ?? 0)).join('');
}

function html(value: string, quote: string, apostrophe: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', quote)
    .replaceAll("'", apostrophe);
}

function strictUrl(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    each => `%${hex(each.charCodeAt(0)).toUpperCase()}`,
  );
}

function wrapped(text: string, width: number, end = '\n'): string {
  return (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(end);
}
