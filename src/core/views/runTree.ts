import { formatWords } from '../runs/shellWords.ts';
import { copyLine, runLine, type ShownRun } from './runWords.ts';
import { age } from './time.ts';

/** What a click on a row opens. */
export type RunAction =
  | { readonly kind: 'output'; readonly run: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'folder'; readonly path: string };

/** A row, as data: the view turns it into a tree item and knows no runs. */
export interface RunNode {
  /** The same across refreshes, so that selection and expansion stay. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** A codicon, say `sync~spin`, and the theme colour that it takes. */
  readonly icon: string;
  readonly color: string | null;
  readonly kind: 'live' | 'ended' | 'outstanding' | 'detail' | 'group';
  readonly run: string | null;
  readonly action: RunAction | null;
  readonly children: readonly RunNode[];
  /** Read by screen readers in place of label, icon and description. */
  readonly spoken: string;
}

/**
 * The Runs view: the runs of the window's folders, then the other runs of this machine, because
 * their copies are this developer's too.
 */
export function runTree(
  runs: readonly ShownRun[],
  folders: readonly string[],
  now: number,
): readonly RunNode[] {
  const here = runs.filter(({ record }) => folders.includes(record.folder));
  const elsewhere = runs.filter(({ record }) => !folders.includes(record.folder));
  const rows = here.map(run => runNode(run, now));
  return elsewhere.length === 0
    ? rows
    : [...rows, group(elsewhere.map(run => withFolder(runNode(run, now), run.record.folder)))];
}

/** How many copies may still exist although their run is over: what somebody should look at. */
export function outstandingCount(runs: readonly ShownRun[]): number {
  return runs.reduce((sum, run) => sum + (run.alive ? 0 : run.outstanding.length), 0);
}

function runNode(run: ShownRun, now: number): RunNode {
  const { record, outstanding, alive } = run;
  const over = record.state.kind === 'ended' && outstanding.length === 0;
  const kind = alive ? 'live' : over ? 'ended' : 'outstanding';
  const label = baseName(record.script) + (record.test ? ' (test)' : '');
  const description = runLine(run, now);
  return {
    id: record.run,
    label,
    description,
    ...icon(run),
    kind,
    run: record.run,
    action: { kind: 'output', run: record.run },
    children: details(run, now),
    spoken: `${label}, ${description.replaceAll(' · ', ', ')}`,
  };
}

function icon({ record, outstanding, alive }: ShownRun): Pick<RunNode, 'icon' | 'color'> {
  if (alive) {
    const moving = record.state.kind === 'sweeping' ? 'trash' : 'sync~spin';
    return { icon: moving, color: null };
  }
  if (outstanding.length > 0 || record.state.kind !== 'ended') {
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

function details({ record, outstanding, alive }: ShownRun, now: number): readonly RunNode[] {
  const { run, state, secrets, launchFolder } = record;
  const detail = state.kind === 'ended' ? state.detail : null;
  const names = secrets.map(({ name }) => name).join(', ');
  return [
    ...(detail ? [row(run, 'detail', detail, '', 'comment')] : []),
    row(run, 'secrets', secrets.length === 0 ? 'No secrets' : names, '', 'key'),
    ...outstanding.map(({ key, manager, reason }) =>
      row(run, `copy:${manager}:${key}`, key, copyLine(alive, reason), 'file'),
    ),
    row(run, 'command', formatWords(record.command), '', 'terminal'),
    row(run, 'started', `Started ${age(now - record.startedAt)}`, '', 'clock'),
    row(run, 'log', '.nextflow.log', 'Nextflow’s own log', 'output', {
      kind: 'file',
      path: `${launchFolder}/.nextflow.log`,
    }),
    row(run, 'work', 'work', 'the tasks’ folders', 'folder', {
      kind: 'folder',
      path: `${launchFolder}/work`,
    }),
  ];
}

function row(
  run: string,
  part: string,
  label: string,
  description: string,
  codicon: string,
  action: RunAction | null = null,
): RunNode {
  return {
    id: `${run}/${part}`,
    label,
    description,
    icon: codicon,
    color: null,
    kind: 'detail',
    run,
    action,
    children: [],
    spoken: description === '' ? label : `${label}, ${description}`,
  };
}

function group(children: readonly RunNode[]): RunNode {
  const label = 'Elsewhere on this machine';
  const description = `${children.length}`;
  return {
    id: 'elsewhere',
    label,
    description,
    icon: 'device-desktop',
    color: null,
    kind: 'group',
    run: null,
    action: null,
    children,
    spoken: `${label}, ${children.length === 1 ? '1 run' : `${children.length} runs`}`,
  };
}

function withFolder(node: RunNode, folder: string): RunNode {
  const where = baseName(folder);
  return {
    ...node,
    description: `${where} · ${node.description}`,
    spoken: `${node.spoken}, in ${where}`,
  };
}

function baseName(path: string): string {
  return path.split(/[\\/]/).findLast(part => part !== '') ?? path;
}
