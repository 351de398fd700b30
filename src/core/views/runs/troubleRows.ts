import * as l10n from '@vscode/l10n';
import type { BrokenRun } from '../../runs/record/brokenRun.ts';
import { row, told } from './row.ts';
import type { ShownRun } from './runLabel.ts';
import type { RunNode } from './runNode.ts';

/** What keeps somebody from knowing all of a run, and what to do about it. */
export function troubleRows({
  record,
  damage,
  silent = false,
  elsewhere,
}: ShownRun): readonly RunNode[] {
  const texts = [
    ...(silent
      ? [l10n.t('Its supervisor is there and does not answer: it is busy, or was suspended')]
      : []),
    ...(damage === undefined
      ? []
      : [
          l10n.t(
            'Its journal is not whole ({0}): copies in a cloud may be left, which Find Leftovers shows',
            damage,
          ),
        ]),
    ...(elsewhere === undefined
      ? []
      : [
          l10n.t(
            'It can be finished on {0} alone; if that is no more, with nextflow-secrets clean --gone-host {0}',
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
  const whole = l10n.t(
    '{0}: {1}. What it may have left cannot be known: look at {2}',
    label,
    reason,
    path,
  );
  return { ...node, run: null, ...told(whole) };
}
