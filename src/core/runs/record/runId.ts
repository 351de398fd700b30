import * as v from 'valibot';

/** Names a run before anything of it exists: 14 base-62 characters, like the Platform's ids. */
export const runIdSchema = v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{14}$/), v.brand('RunId'));
export type RunId = v.InferOutput<typeof runIdSchema>;

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
  return v.parse(runIdSchema, id);
}

export function parseRunId(text: string): RunId | null {
  const parsed = v.safeParse(runIdSchema, text);
  return parsed.success ? parsed.output : null;
}
