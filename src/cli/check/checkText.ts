import { count } from '../../core/count.ts';
import { gapText } from '../../core/runs/plan/planText.ts';
import { printable, printableLines } from '../../core/words/printable.ts';
import type { CheckFinding, CheckReport } from './checkReport.ts';

/** For people: `main.nf:4:11: error: … [missing-secret]`, a line each, and how many there are. */
export function checkText({ findings, entries }: CheckReport): string {
  const lines = findings.map(
    ({ file, line, column, severity, message, code, entries: its }) =>
      `${printable(file)}:${line}:${column}: ${severity}: ${printableLines(message)} [${code}]${printable(ofSome(its, entries))}\n`,
  );
  return `${lines.join('')}${printable(summary(findings, entries))}\n`;
}

/** One object a line. */
export function checkLines({ findings, gaps }: CheckReport): string {
  return [
    ...findings.map(finding => ({ kind: 'finding', ...finding })),
    ...gaps.map(({ kind, ...gap }) => ({ kind: 'gap', of: kind, ...gap })),
  ]
    .map(row => `${JSON.stringify(row)}\n`)
    .join('');
}

/** Commands of GitHub's workflows, which show findings beside the code of a pull request. */
export function githubAnnotations({ findings }: CheckReport): string {
  const commands = { error: 'error', warning: 'warning', info: 'notice' } as const;
  return findings
    .map(({ file, line, column, endLine, endColumn, severity, code, message }) => {
      const place = { file, line, col: column, endLine, endColumn, title: code };
      const properties = Object.entries(place)
        .map(([key, value]) => `${key}=${propertyText(String(value))}`)
        .join(',');
      return `::${commands[severity]} ${properties}::${commandText(message)}\n`;
    })
    .join('');
}

/** What is to be said beside the findings, in lines for standard error. */
export function checkRemarks({ gaps, unreadable, known }: CheckReport): readonly string[] {
  return [
    ...unreadable.map(({ file, reason }) => `cannot read ${file} (${reason})`),
    ...gaps.map(
      ({ file, line, kind, target }) =>
        `not known: ${gapText({ kind, target, at: `${file}:${line}` })}`,
    ),
    ...(known
      ? []
      : [
          'the defined secrets are not known, so none is reported as missing. Use --known, --store or --seqera',
        ]),
  ];
}

function summary(findings: readonly CheckFinding[], entries: readonly string[]): string {
  const of = (severity: CheckFinding['severity']): number =>
    findings.filter(finding => finding.severity === severity).length;
  const runs = `${count(entries.length, 'run')} checked (${entries.join(', ')})`;
  return `${runs}: ${count(of('error'), 'error')}, ${count(of('warning'), 'warning')}`;
}

/** Which runs are meant, where not all are. */
function ofSome(its: readonly string[], all: readonly string[]): string {
  return its.length === all.length ? '' : ` (run of ${its.join(', ')})`;
}

function commandText(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function propertyText(text: string): string {
  return commandText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
