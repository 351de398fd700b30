import { randomBytes } from 'node:crypto';
import { Needles } from '../src/core/leaks/needles.ts';
import { Redactor } from '../src/core/leaks/redactor.ts';
import { compare, compareInTurns, type Subject } from './measure.ts';

/** As a pipe gives them. */
const chunkSize = 64 * 1024;

/** What so many values cost depends on them: by chance one begins as a word of the output does. */
const draws = 9;

/** Output of a run through the redactor, against one search of it for one plain value. */
export async function benchRedaction(): Promise<void> {
  const line = '[7d/39c6d0] Submitted process > NFCORE_RNASEQ:RNASEQ:ALIGN_STAR (sample_1)\n';
  const text = line.repeat(Math.ceil(4_000_000 / line.length));
  const chunks = Array.from({ length: Math.ceil(text.length / chunkSize) }, (_, at) =>
    text.slice(at * chunkSize, (at + 1) * chunkSize),
  );
  const redact = (needles: Needles): number => {
    const redactor = new Redactor(needles);
    return chunks.reduce((length, chunk) => length + redactor.push(chunk).length, 0);
  };
  const subject = (name: string, run: () => unknown): Subject => ({
    ...{ name, run },
    bytes: text.length,
  });
  await compare(`Redaction of ${(text.length / 1e6).toFixed(1)} MB of output`, [
    subject('a plain copy', () => Buffer.from(text).toString()),
    subject('one plain search', () => text.replaceAll('a value', '')),
    subject('redactor, 1 secret', redact.bind(null, random(1))),
  ]);
  const subjects = [10, 1, 100].map(count => {
    const all = Array.from({ length: draws }, () => random(count));
    let draw = 0;
    return subject(`redactor, ${count} ${count === 1 ? 'secret' : 'secrets'}`, () => {
      draw += 1;
      return redact(all[draw % draws] ?? random(count));
    });
  });
  compareInTurns('Redaction by the number of secrets, each time other ones', subjects, {
    turns: 3 * draws,
  });
}

function random(count: number): Needles {
  return new Needles(
    Array.from({ length: count }, (_, at) => ({
      name: `S${at}`,
      value: randomBytes(24).toString('base64'),
    })),
  );
}
