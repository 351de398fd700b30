import * as l10n from '@vscode/l10n';
import type { BrokenRun } from '../../runs/record/brokenRun.ts';
import { accessibleText, row } from './row.ts';
import type { RunNode } from './runNode.ts';
import type { ShownRun } from './shownRun.ts';

/** What keeps somebody from knowing all of a run, and what to do about it. */
export function troubleRows({
  record,
  damage,
  silent = false,
  elsewhere,
}: ShownRun): readonly RunNode[] {
  const texts = [
    ...(silent
      ? [l10n.t('Its supervisor is running but does not respond. It is busy or suspended')]
      : []),
    ...(damage === undefined
      ? []
      : [
          l10n.t(
            'Its journal is incomplete ({0}). Copies may remain in a cloud. Use “Find Leftovers” to find them, then remove this run from the history',
            damage,
          ),
        ]),
    ...(elsewhere === undefined
      ? []
      : [
          l10n.t(
            'It can be finished only on {0}. If that machine no longer exists, run nextflow-secrets clean --gone-host {0}',
            elsewhere,
          ),
        ]),
  ];
  return texts.map((text, index) =>
    row(record.run, `trouble:${index}`, text, '', {
      icon: 'warning',
      color: 'list.warningForeground',
    }),
  );
}

/** A run of which nothing is known but why. */
export function brokenRow({ run, path, reason }: BrokenRun): RunNode {
  const label = run ?? l10n.t('All runs');
  const node = row(run ?? '', 'broken', label, reason, {
    icon: 'warning',
    color: 'list.warningForeground',
  });
  const whole =
    run === null
      ? l10n.t('{0}: {1}. Its leftovers are not known. Check {2}', label, reason, path)
      : l10n.t(
          '{0}: {1}. Its leftovers are not known. Check {2}, then remove it from the history',
          label,
          reason,
          path,
        );
  return { ...node, kind: run === null ? 'detail' : 'broken', run, ...accessibleText(whole) };
}
