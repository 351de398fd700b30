import * as l10n from '@vscode/l10n';
import { age } from '../../age.ts';
import { listed, plural } from '../../count.ts';
import type { LaunchPlace } from '../../runs/launch/scriptLabel.ts';
import { formatWords } from '../../runs/launch/shellWords.ts';
import type { BrokenRun } from '../../runs/record/brokenRun.ts';
import { leakRows } from './leakRows.ts';
import {
  failureLabel,
  lastingFailures,
  processIcon,
  processLine,
  shortNames,
} from './processLine.ts';
import { accessibleText, row } from './row.ts';
import { baseName, runLabel, survivorLabel } from './runLabel.ts';
import { copyLine, runLine, whyEnded } from './runLine.ts';
import type { RunNode } from './runNode.ts';
import { type ShownRun } from './shownRun.ts';
import { brokenRow, troubleRows } from './troubleRows.ts';

/**
 * The Runs view: the runs of the window's folders, then the other runs of this machine, because
 * their copies are this developer's too, and last those that cannot be read.
 */
export function runTree(
  runs: readonly ShownRun[],
  folders: readonly LaunchPlace[],
  now: number,
  broken: readonly BrokenRun[] = [],
): readonly RunNode[] {
  const isHere = ({ record }: ShownRun): boolean =>
    folders.some(({ path }) => path === record.folder);
  const elsewhere = runs
    .filter(run => !isHere(run))
    .map(run => withFolder(runNode(run, [], now), run.record.folder));
  return [
    ...runs.filter(isHere).map(run => runNode(run, folders, now)),
    ...group('elsewhere', l10n.t('Elsewhere on this machine'), 'device-desktop', elsewhere),
    ...group('broken', l10n.t('Cannot be read'), 'warning', broken.map(brokenRow)),
  ];
}

/** How many copies may still exist although their run is over: what somebody should look at. */
export function outstandingCount(runs: readonly ShownRun[]): number {
  return runs.reduce((sum, run) => sum + (run.alive ? 0 : run.outstanding.length), 0);
}

function runNode(run: ShownRun, open: readonly LaunchPlace[], now: number): RunNode {
  const { record, outstanding, alive } = run;
  const over = record.state.kind === 'ended' && outstanding.length === 0;
  const kind = alive
    ? record.work.kind === 'terminal'
      ? 'terminal'
      : 'live'
    : over
      ? 'ended'
      : 'outstanding';
  const label = runLabel(record, open);
  const description = runLine(run, now);
  return {
    id: record.run,
    label,
    description,
    ...icon(run),
    kind,
    open: alive && record.work.kind === 'pipeline',
    run: record.run,
    hash: null,
    action: { kind: 'output', run: record.run },
    children: details(run, now),
    ...accessibleText(`${label}, ${description.replaceAll(' · ', ', ')}`),
  };
}

function icon({
  record,
  outstanding,
  alive,
  ...trouble
}: ShownRun): Pick<RunNode, 'icon' | 'color'> {
  if (alive && trouble.silent !== true) {
    return { icon: liveIcon(record), color: null };
  }
  if (outstanding.length > 0 || record.state.kind !== 'ended' || trouble.damage !== undefined) {
    return { icon: 'warning', color: 'list.warningForeground' };
  }
  switch (record.state.outcome) {
    case 'succeeded':
      return { icon: 'pass', color: 'testing.iconPassed' };
    case 'failed':
    case 'not-started':
      return { icon: 'error', color: 'testing.iconFailed' };
    case 'stopped':
    case 'killed':
    case 'lost':
      return { icon: 'circle-slash', color: 'disabledForeground' };
  }
}

function liveIcon({ work, state }: ShownRun['record']): string {
  if (state.kind === 'sweeping') {
    return 'trash';
  }
  return work.kind === 'terminal' ? 'terminal' : 'sync~spin';
}

function details(shown: ShownRun, now: number): readonly RunNode[] {
  const { record, outstanding, alive } = shown;
  const { run, secrets, survivors } = record;
  const inUse = alive && outstanding.length > 0 && secrets.length > 0;
  return [
    ...troubleRows(shown),
    ...ending(shown),
    ...(alive ? [] : outstanding).map(({ key, manager, reason }) =>
      row(run, `copy:${manager}:${key}`, key, copyLine(reason), { icon: 'file' }),
    ),
    ...(alive ? [] : survivors).map((survivor): RunNode => ({
      ...row(
        run,
        `survivor:${survivorLabel(survivor)}`,
        survivorLabel(survivor),
        l10n.t('still runs'),
        {
          icon: 'warning',
          color: 'list.warningForeground',
        },
      ),
      kind: 'survivor',
    })),
    ...leakRows(record),
    ...processes(shown),
    secretsRow(record, inUse),
    row(run, 'command', commandText(record.command), '', { icon: 'terminal' }),
    row(run, 'started', l10n.t('Started {0}', age(now - record.startedAt)), '', { icon: 'clock' }),
    ...(record.work.kind === 'pipeline' ? files(run) : []),
  ];
}

/** The names that a row has room for; the others where it is pointed at. */
function secretsRow({ run, secrets, canaries }: ShownRun['record'], inUse: boolean): RunNode {
  const names = secrets.map(({ name }) => name);
  const label = names.length === 0 ? l10n.t('No secrets') : namesOf(names);
  const notes = [canaries ? l10n.t('made up') : '', inUse ? l10n.t('in use') : ''].filter(
    note => note !== '',
  );
  const made = row(run, 'secrets', label, notes.join(', '), { icon: 'key' });
  return { ...made, tooltip: [names.join(', '), ...notes].join(', ') };
}

function namesOf(names: readonly string[]): string {
  return names.length <= 3 ? names.join(', ') : listed(names);
}

/** What went wrong: tasks that failed for good, else what Nextflow or we said last. */
function ending({ record }: ShownRun): readonly RunNode[] {
  const { run, progress } = record;
  const short = shortNames(progress.processes.map(({ name }) => name));
  const failed = lastingFailures(progress);
  const said = whyEnded(record);
  const endedRun = failed.some(({ then }) => then === 'ended-run');
  return [
    ...(said === null || endedRun
      ? []
      : [
          row(run, 'detail', said, '', {
            icon: 'comment',
            ...(record.work.kind === 'pipeline' && { action: { kind: 'log', run } as const }),
          }),
        ]),
    ...failed.map((failure): RunNode => {
      const { hash, then } = failure;
      const fatal = then === 'ended-run';
      return {
        ...row(run, `task:${hash}`, failureLabel(failure, short), fatal ? '' : l10n.t('ignored'), {
          icon: fatal ? 'error' : 'warning',
          color: fatal ? 'testing.iconFailed' : 'list.warningForeground',
          action: { kind: 'taskLog', run, hash },
        }),
        kind: 'task',
        hash,
      };
    }),
  ];
}

function processes({ record, alive }: ShownRun): readonly RunNode[] {
  const { run, progress } = record;
  const short = shortNames(progress.processes.map(({ name }) => name));
  return progress.processes.map(process => ({
    ...row(
      run,
      `process:${process.name}`,
      short.get(process.name) ?? process.name,
      processLine(process, alive),
      processIcon(process, alive),
    ),
    ...accessibleText(`${process.name}, ${processLine(process, alive).replaceAll(' · ', ', ')}`),
  }));
}

/** Where the program lies is too long for a side bar. */
function commandText([program = '', ...words]: readonly string[]): string {
  return formatWords([baseName(program), ...words]);
}

function files(run: string): readonly RunNode[] {
  return [
    row(run, 'log', '.nextflow.log', l10n.t('Nextflow’s own log'), {
      icon: 'output',
      action: { kind: 'log', run },
    }),
    row(run, 'work', 'work', l10n.t('the tasks’ folders'), {
      icon: 'folder',
      action: { kind: 'work', run },
    }),
  ];
}

/** None where it would have no rows. */
function group(
  id: string,
  label: string,
  codicon: string,
  children: readonly RunNode[],
): readonly RunNode[] {
  const none = { color: null, run: null, hash: null, action: null };
  const spoken = `${label}, ${plural(children.length, l10n.t('1 run'), l10n.t('{0} runs', children.length))}`;
  const description = `${children.length}`;
  const node: RunNode = {
    ...{ ...none, id, label, description, icon: codicon, kind: 'group', open: id === 'broken' },
    children,
    ...accessibleText(spoken),
  };
  return children.length === 0 ? [] : [node];
}

function withFolder(node: RunNode, folder: string): RunNode {
  const where = baseName(folder);
  return {
    ...node,
    description: `${where} · ${node.description}`,
    ...accessibleText(l10n.t('{0}, in {1}', node.tooltip, where)),
  };
}
