import { readFileSync } from 'node:fs';
import { analyse } from '../src/core/nextflow/files/analyse.ts';
import { lex } from '../src/core/nextflow/groovy/lex.ts';
import { compare } from './measure.ts';

/** Lexer and analysis on a megabyte of the sample's script, against one look at each character. */
export async function benchScanner(): Promise<void> {
  const script = readFileSync('samples/quickstart/main.nf', 'utf8');
  const text = script.repeat(Math.ceil(1_000_000 / script.length));
  await compare(`Scanner on ${(text.length / 1e6).toFixed(1)} MB of script`, [
    { name: 'one look at each character', run: () => sum(text), bytes: text.length },
    { name: 'lexer', run: () => lex(text), bytes: text.length },
    { name: 'whole analysis', run: () => analyse(text, 'script'), bytes: text.length },
  ]);
}

function sum(text: string): number {
  let total = 0;
  for (let index = 0; index < text.length; index += 1) {
    total += text.charCodeAt(index);
  }
  return total;
}
