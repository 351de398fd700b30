import { printableLines } from '../../core/words/printable.ts';

/** Says something beside what a command prints. */
export function say(text: string): void {
  process.stderr.write(`nextflow-secrets: ${printableLines(text)}\n`);
}
