import { randomBytes } from 'node:crypto';
import { Needles } from '../src/core/leaks/needles.ts';
import { Redactor } from '../src/core/leaks/redactor.ts';
import { compare, type Subject } from './measure.ts';

/** As a pipe gives them. */
const chunkSize = 64 * 1024;

/** Output of a run through the redactor, against one search of it for one plain value. */
export async function benchRedaction(): Promise<void> {
  const line = '[7d/39c6d0] Submitted process > NFCORE_RNASEQ:RNASEQ:ALIGN_STAR (sample_1)\n';
  const text = line.repeat(Math.ceil(4_000_000 / line.length));
  const chunks = Array.from({ length: Math.ceil(text.length / chunkSize) }, (_, at) =>
    text.slice(at * chunkSize, (at + 1) * chunkSize),
  );
  const subjects = [1, 10, 100].map((count): Subject => {
    const secrets = Array.from({ length: count }, (_, at) => ({
      name: `S${at}`,
      value: randomBytes(24).toString('base64'),
    }));
    const needles = new Needles(secrets);
    return {
      name: `redactor, ${count} ${count === 1 ? 'secret' : 'secrets'}`,
      bytes: text.length,
      run: () => {
        const redactor = new Redactor(needles);
        return chunks.reduce((length, chunk) => length + redactor.push(chunk).length, 0);
      },
    };
  });
  await compare(`Redaction of ${(text.length / 1e6).toFixed(1)} MB of output`, [
    { name: 'a plain copy', run: () => Buffer.from(text).toString(), bytes: text.length },
    { name: 'one plain search', run: () => text.replaceAll('a value', ''), bytes: text.length },
    ...subjects,
  ]);
}
