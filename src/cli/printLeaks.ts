import { relative } from 'node:path';
import type { Leak, LeakReport } from '../core/leaks/leak.ts';
import { formWords, leakAdvice, leakCount } from '../core/leaks/leakWords.ts';
import { printable } from '../core/words/printable.ts';

/** Prints what a search for leaks has found: the leaks, and to standard error how it went. */
export function printLeaks(report: LeakReport, folder: string, format: 'text' | 'json'): void {
  const rows = report.leaks.map(leak => rowOf(leak, folder));
  const text =
    format === 'json'
      ? rows.map(row => `${JSON.stringify(row)}\n`).join('')
      : report.leaks.map((leak, at) => lineOf(leak, rows[at]?.file ?? null)).join('');
  process.stdout.write(text);
  for (const unseen of report.unseen) {
    process.stderr.write(`not searched: ${printable(unseen)}\n`);
  }
  const more = report.more === 0 ? '' : `, ${report.more} of them like those listed`;
  process.stderr.write(`${leakCount(report, true)}${more}; ${report.files} files searched\n`);
}

/** One leak as it is printed; `file` is null for the run's own output. */
interface Row {
  readonly name: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
  readonly form: Leak['form'];
}

function rowOf({ name, file, spot, form }: Leak, folder: string): Row {
  const inside = relative(folder, file);
  return {
    name,
    file: form === 'redacted' ? null : inside.startsWith('..') ? file : inside,
    line: spot?.line ?? null,
    column: spot?.column ?? null,
    endLine: spot?.endLine ?? null,
    endColumn: spot?.endColumn ?? null,
    form,
  };
}

function lineOf(leak: Leak, file: string | null): string {
  const { name, spot, form } = leak;
  const place = spot ? `:${spot.line}:${spot.column}` : '';
  const words = form === 'redacted' ? '' : formWords(leak);
  const how = words === '' ? '' : `, ${words}`;
  return `${printable(`${file ?? 'output'}${place}  ${name}${how}`)}\n    ${leakAdvice(leak)}\n`;
}
