declare const runIdBrand: unique symbol;

/** Names a run before anything of it exists: 14 base-62 characters, like the Platform's ids. */
export type RunId = string & { readonly [runIdBrand]: true };

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const length = 14;
/** Bytes from here on would make some characters likelier than others. */
const unbiased = 256 - (256 % alphabet.length);

/** Makes an id from a source of random bytes, say `crypto.randomBytes`. */
export function newRunId(randomBytes: (count: number) => Uint8Array): RunId {
  let id = '';
  while (id.length < length) {
    for (const byte of randomBytes(2 * length)) {
      if (byte < unbiased && id.length < length) {
        id += alphabet[byte % alphabet.length] ?? '';
      }
    }
  }
  return id as RunId;
}

export function parseRunId(text: string): RunId | null {
  return /^[0-9A-Za-z]{14}$/.test(text) ? (text as RunId) : null;
}
