import * as l10n from '@vscode/l10n';
import { plural } from '../../count.ts';
import type { Leak } from '../../leaks/leak.ts';
import { formWords, leakCount, leakPlace } from '../../leaks/leakWords.ts';
import type { RunRecord } from '../../runs/record/runRecord.ts';
import { row } from './row.ts';
import type { RunNode } from './runNode.ts';

/** What the search for leaks has found of a run, and what could not be searched. */
export function leakRows(record: RunRecord): readonly RunNode[] {
  const { run, leaks: report, tooShort = [], tooCommon = [] } = record;
  return [
    ...(report ? [reportRow(record, report)] : []),
    ...(nobodyLooked(record) ? [unsearchedRow(run)] : []),
    ...tooShort.map(name => unsoughtRow(run, name, l10n.t('too short'))),
    ...tooCommon.map(name => unsoughtRow(run, name, l10n.t('too common a word'))),
  ];
}

/** A secret whose value was left alone. */
function unsoughtRow(run: string, name: string, why: string): RunNode {
  return row(
    run,
    `unsought:${name}`,
    l10n.t('{0} is {1} to be redacted', name, why),
    l10n.t('and was not searched for'),
    {
      icon: 'eye',
      color: 'list.warningForeground',
    },
  );
}

/** Only a supervisor knows the values that would have to be looked for. */
function nobodyLooked({
  state,
  process,
  secrets,
  leaks,
  tooShort = [],
  tooCommon = [],
}: RunRecord): boolean {
  const began = state.kind === 'ended' && process !== null;
  return began && !leaks && secrets.length > tooShort.length + tooCommon.length;
}

function unsearchedRow(run: string): RunNode {
  return row(
    run,
    'leaks:none',
    l10n.t('Not searched for leaks'),
    l10n.t('its supervisor was killed'),
    {
      icon: 'eye-closed',
    },
  );
}

/** `made up, in base64`. */
function standing(leak: Leak, madeUp: boolean): string {
  return [...(madeUp ? [l10n.t('made up')] : []), formWords(leak)]
    .filter(text => text !== '')
    .join(', ');
}

function reportRow(
  { run, canaries = false }: RunRecord,
  report: NonNullable<RunRecord['leaks']>,
): RunNode {
  const { leaks, more, files, unseen } = report;
  const [first] = leaks;
  const children = [
    ...leaks.map((leak, at) =>
      row(run, `leak:${at}`, leakPlace(leak), standing(leak, canaries), {
        icon: 'eye',
        action: { kind: 'place', path: leak.file, range: leak.spot },
      }),
    ),
    ...(more === 0
      ? []
      : [row(run, 'leaks:more', l10n.t('{0} more like these', more), '', { icon: 'eye' })]),
    ...unseen.map(text =>
      row(run, `unseen:${text}`, l10n.t('Not looked at'), text, { icon: 'eye-closed' }),
    ),
  ];
  const looked = plural(files, l10n.t('1 file searched'), l10n.t('{0} files searched', files));
  const label = first ? leakCount(report, canaries) : l10n.t('No leaks');
  return {
    ...row(run, 'leaks', label, first ? leakPlace(first) : looked, {
      icon: first ? 'eye' : 'shield',
      color: first ? 'list.warningForeground' : 'testing.iconPassed',
    }),
    children,
  };
}
