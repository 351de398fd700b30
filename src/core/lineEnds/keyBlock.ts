/** A part of a text between `-----BEGIN …-----` and `-----END …-----`, and where it stands. */
export interface KeyBlock {
  readonly start: number;
  readonly end: number;
  /** `-----BEGIN RSA PRIVATE KEY-----`. */
  readonly opening: string;
  readonly closing: string;
  /** What stands between the two, whatever it is. */
  readonly body: string;
}

/** `-----BEGIN X-----` of PEM, OpenSSH and PGP, and `---- BEGIN X ----` of RFC 4716. */
const marks = /(?:-----|---- )(BEGIN|END) ([A-Z0-9][A-Z0-9 ]{0,63}?)(?:-----| ----)/g;

/** Every key, certificate or message of a text that is framed so, in order. */
export function keyBlocks(text: string): readonly KeyBlock[] {
  const blocks: KeyBlock[] = [];
  let opened: { readonly opening: string; readonly label: string; readonly start: number } | null =
    null;
  for (const { 0: mark, 1: which, 2: label = '', index } of text.matchAll(marks)) {
    if (which === 'BEGIN') {
      opened = { opening: mark, label, start: index };
    } else if (opened?.label === label) {
      const { opening, start } = opened;
      const body = text.slice(start + opening.length, index);
      blocks.push({ start, end: index + mark.length, opening, closing: mark, body });
      opened = null;
    }
  }
  return blocks;
}

/** The lines of a block whose line ends are lost, as the programs that read it write them. */
export function blockLines(block: KeyBlock): readonly string[] {
  return [block.opening, ...bodyLines(block), block.closing];
}

/** How long lines of base64 are where nothing tells (RFC 7468). */
const lineLength = 64;

function bodyLines({ opening, body }: KeyBlock): readonly string[] {
  const { headers, data } = partsOf(body);
  const lines = data.length > 1 ? data : data.flatMap(cut);
  // PGP wants the empty line also without headers; RFC 4716 has none at all.
  const apart = opening.startsWith('-----') && (headers.length > 0 || opening.includes('PGP'));
  return [...headers, ...(apart ? [''] : []), ...lines];
}

/** Base64 without any blank, in lines; PGP's checksum has one of its own. */
function cut(text: string): readonly string[] {
  const checksum = /=[A-Za-z0-9+/]{4}$/.exec(text)?.[0] ?? '';
  const data = text.slice(0, text.length - checksum.length);
  return [...(data.match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? []), checksum].filter(
    line => line !== '',
  );
}

/** Tells headers like `Proc-Type: 4,ENCRYPTED` from base64; an empty line became two blanks. */
function partsOf(body: string): {
  readonly headers: readonly string[];
  readonly data: readonly string[];
} {
  const inner = body.replace(/^ /, '');
  const gap = inner.indexOf('  ');
  const words = inner.trim().split(/ +/);
  const at = inner.startsWith(' ')
    ? 0
    : gap >= 0 && inner.slice(gap).trim() !== ''
      ? inner.slice(0, gap).trim().split(/ +/).length
      : dataStart(words);
  return { headers: headerLines(words.slice(0, at)), data: words.slice(at) };
}

/** Where the base64 begins: its lines are as long as each other, but for the last and a checksum. */
function dataStart(words: readonly string[]): number {
  if (!/^[A-Za-z][A-Za-z0-9-]*:$/.test(words[0] ?? '')) {
    return 0;
  }
  const checksum = /^=[A-Za-z0-9+/]{4}$/.test(words.at(-1) ?? '') ? 1 : 0;
  let at = words.length - checksum - 1;
  const width = words[at - 1]?.length ?? 0;
  while (at > 0 && words[at - 1]?.length === width && isBase64(words[at - 1]) && width > 40) {
    at -= 1;
  }
  return at;
}

function isBase64(word: string | undefined): boolean {
  return word !== undefined && /^[A-Za-z0-9+/=]+$/.test(word);
}

/** `Version: 2 Comment: a b` as two lines. */
function headerLines(words: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    if (lines.length === 0 || /^[A-Z][A-Za-z0-9-]*:$/.test(word)) {
      lines.push(word);
    } else {
      lines.push(`${lines.pop() ?? ''} ${word}`);
    }
  }
  return lines;
}
