import { hasSeveralLines } from './hasSeveralLines.ts';
import { blockLines, type KeyBlock, keyBlocks } from './keyBlock.ts';

/** A key or certificate that has lost its line ends, so that nothing can read it. */
export interface LostLineEnds {
  /** `escapes`: they are written `\n`; `blanks`: they are blanks, or simply not there. */
  readonly how: 'blanks' | 'escapes';
  /** The text with its line ends again; null where what stands around it does not tell them. */
  readonly restored: string | null;
}

/**
 * Recognises a key or certificate on one line: PEM of every kind and chains of it, OpenSSH, PGP,
 * RFC 4716, PuTTY, also inside JSON. Null where nothing is lost, as in JSON that has line ends of a
 * key as `\n`, where they belong.
 */
export function lostLineEnds(text: string): LostLineEnds | null {
  if (/^PuTTY-User-Key-File-\d+: [^\r\n]*Private-MAC:/.test(text)) {
    return { how: 'blanks', restored: null };
  }
  const blocks = keyBlocks(text);
  if (blocks.length === 0) {
    return null;
  }
  return isJson(text) ? lostInJson(text) : lostIn(text, blocks);
}

function lostIn(text: string, blocks: readonly KeyBlock[]): LostLineEnds | null {
  const lost = blocks.filter(({ body }) => body.trim() !== '' && !hasSeveralLines(body));
  if (lost.length === 0) {
    return null;
  }
  const around = surroundings(text, blocks);
  const known = lost.length === blocks.length && around.every(isExplanation);
  return {
    how: lost.every(({ body }) => isEscaped(body)) ? 'escapes' : 'blanks',
    restored: known ? restoredText(blocks, around) : null,
  };
}

/** Looks at each string of a document, which stays as it is but for those that are mended. */
function lostInJson(text: string): LostLineEnds | null {
  const losses: LostLineEnds[] = [];
  const restored = text.replace(/"(?:[^"\\]|\\.)*"/g, literal => {
    const loss = lostLineEnds(JSON.parse(literal) as string);
    losses.push(...(loss ? [loss] : []));
    return typeof loss?.restored === 'string' ? JSON.stringify(loss.restored) : literal;
  });
  const [first] = losses;
  const known = losses.every(loss => loss.restored !== null);
  return first ? { how: first.how, restored: known ? restored : null } : null;
}

function isEscaped(body: string): boolean {
  return body.includes('\\n');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What stands before, between and behind the blocks. */
function surroundings(text: string, blocks: readonly KeyBlock[]): readonly string[] {
  const ends = [0, ...blocks.map(({ end }) => end)];
  const starts = [...blocks.map(({ start }) => start), text.length];
  return ends.map((end, at) =>
    text
      .slice(end, starts[at])
      .replaceAll(/\\[rn]/g, ' ')
      .trim(),
  );
}

/** Readers of PEM skip what tools write around it: attributes of PKCS #12, names, remarks. */
function isExplanation(text: string): boolean {
  return text === '' || /^(?:Bag Attributes|Key Attributes|subject=|issuer=|#)/.test(text);
}

function restoredText(blocks: readonly KeyBlock[], around: readonly string[]): string {
  const lines = around.flatMap((part, at) => {
    const block = blocks[at];
    return [...(part === '' ? [] : [part]), ...(block ? linesOf(block) : [])];
  });
  // An OpenSSH key without a line end at its end is refused.
  return `${lines.join('\n')}\n`;
}

function linesOf(block: KeyBlock): readonly string[] {
  const { opening, body, closing } = block;
  return isEscaped(body)
    ? [opening, ...body.replace(/^(?:\\r)?\\n|(?:\\r)?\\n$/g, '').split(/(?:\\r)?\\n/), closing]
    : blockLines(block);
}
