import * as l10n from '@vscode/l10n';
import { age, span } from '../../age.ts';
import type { SeqeraFailure } from '../../failure.ts';
import {
  allTasks,
  doneTasks,
  isOver,
  type RemoteRun,
  tellsOfLeftSecrets,
} from '../../seqera/remoteRun.ts';
import { failureMessage } from '../../words/failureMessage.ts';
import { accessibleText, row } from '../runs/row.ts';
import type { RunNode } from '../runs/runNode.ts';
import { hangs, hangText } from './hangingRun.ts';

/** The runs of one workspace, as they are shown. */
export interface ShownPlace {
  readonly place: { readonly endpoint: string; readonly workspace: string | null };
  /** The user that looks; null until the Platform has told. */
  readonly user: string | null;
  /** The newest first; what was known last, where the Platform does not answer. */
  readonly runs: readonly RemoteRun[];
  readonly state:
    | { readonly kind: 'loading' }
    | { readonly kind: 'loaded' }
    | { readonly kind: 'failed'; readonly failure: SeqeraFailure };
}

/** The rows of the Runs view for what runs on the Platform: a group for each workspace. */
export function remoteRunTree(
  places: readonly ShownPlace[],
  whose: 'mine' | 'all',
  now: number,
): readonly RunNode[] {
  return places.map(place => placeNode(place, whose, now));
}

function placeNode(shown: ShownPlace, whose: 'mine' | 'all', now: number): RunNode {
  const { place, user, runs, state } = shown;
  const seen = runs.filter(run => whose === 'all' || run.user === user);
  const label = l10n.t('Seqera {0}', place.workspace ?? l10n.t('personal workspace'));
  const id = `seqera:${place.endpoint}/${place.workspace ?? ''}`;
  const description = {
    loading: l10n.t('reading…'),
    loaded: whose === 'all' ? l10n.t('runs of all users') : l10n.t('your runs'),
    failed: state.kind === 'failed' ? failureMessage(state.failure) : '',
  }[state.kind];
  const children = seen.map(run => remoteRunNode(run, whose, now));
  return {
    id,
    label,
    description,
    icon: state.kind === 'failed' ? 'warning' : 'cloud',
    color: state.kind === 'failed' ? 'list.warningForeground' : null,
    kind: 'remotePlace',
    open: true,
    run: null,
    hash: null,
    action: null,
    children: children.length === 0 ? [noneRow(id, state.kind)] : children,
    ...accessibleText(`${label}, ${description}`),
  };
}

/** A row without any below it stays closed when some come. */
function noneRow(id: string, state: ShownPlace['state']['kind']): RunNode {
  const label = {
    loading: l10n.t('Reading runs…'),
    loaded: l10n.t('No runs yet'),
    failed: l10n.t('Its runs could not be read'),
  }[state];
  return row(id, 'none', label, '', { icon: 'circle-slash' });
}

function remoteRunNode(run: RemoteRun, whose: 'mine' | 'all', now: number): RunNode {
  const live = !isOver(run);
  const label = run.name === '' ? run.id : run.name;
  const description = remoteRunLine(run, whose, now);
  return {
    id: `seqera:${run.id}`,
    label,
    description,
    ...lookOf(run, now),
    kind: live ? 'remoteLive' : 'remoteEnded',
    open: live,
    run: run.id,
    hash: null,
    action: { kind: 'remoteOutput', run: run.id },
    children: details(run, now),
    ...accessibleText(`${label}, ${description.replaceAll(' · ', ', ')}`),
  };
}

/** Say `running · 3 of 5 tasks · genomics/rnaseq · grace · 2 minutes ago`. */
export function remoteRunLine(run: RemoteRun, whose: 'mine' | 'all', now: number): string {
  const at = run.endedAt ?? run.submittedAt;
  return [
    remoteStatus(run),
    ...(run.tasks && allTasks(run.tasks) > 0
      ? [l10n.t('{0} of {1} tasks', doneTasks(run.tasks), allTasks(run.tasks))]
      : []),
    run.pipeline,
    ...(whose === 'all' ? [run.user] : []),
    ...(at === null ? [] : [age(now - at)]),
  ]
    .filter(part => part !== '')
    .join(' · ');
}

/** What the Platform says of a run, in a word. */
export function remoteStatus({ status }: RemoteRun): string {
  return {
    SUBMITTED: l10n.t('submitted'),
    RUNNING: l10n.t('running'),
    SUCCEEDED: l10n.t('succeeded'),
    FAILED: l10n.t('failed'),
    CANCELLED: l10n.t('cancelled'),
    UNKNOWN: l10n.t('not known to the Platform'),
  }[status];
}

function lookOf(run: RemoteRun, now: number): Pick<RunNode, 'icon' | 'color'> {
  const { status, messages } = run;
  if (messages.some(tellsOfLeftSecrets) || hangs(run, now) !== null) {
    return { icon: 'warning', color: 'list.warningForeground' };
  }
  switch (status) {
    case 'SUBMITTED':
    case 'RUNNING':
      return { icon: 'sync~spin', color: null };
    case 'SUCCEEDED':
      return { icon: 'pass', color: 'testing.iconPassed' };
    case 'FAILED':
      return { icon: 'error', color: 'testing.iconFailed' };
    case 'CANCELLED':
    case 'UNKNOWN':
      return { icon: 'circle-slash', color: 'disabledForeground' };
  }
}

function details(run: RemoteRun, now: number): readonly RunNode[] {
  const id = `seqera:${run.id}`;
  const warns = { icon: 'warning', color: 'list.warningForeground' };
  const since = hangs(run, now);
  return [
    ...(run.error === null
      ? []
      : [row(id, 'error', firstLine(run.error), '', { icon: 'comment' })]),
    ...run.messages.map((message, at) =>
      row(
        id,
        `message:${at}`,
        message,
        tellsOfLeftSecrets(message) ? l10n.t('copies remain in the cloud: find leftovers') : '',
        tellsOfLeftSecrets(message)
          ? { ...warns, action: { kind: 'findLeftovers' } }
          : { icon: 'comment' },
      ),
    ),
    ...(since === null
      ? []
      : [
          {
            ...row(
              id,
              'hangs',
              l10n.t('All tasks ended {0} ago', span(since)),
              l10n.t('and the run does not end'),
              {
                ...warns,
                action: { kind: 'explainHang', run: run.id } as const,
              },
            ),
            tooltip: hangText,
          },
        ]),
    ...(run.tasks === null ? [] : taskRows(id, run.tasks)),
    row(id, 'id', run.id, run.revision ?? '', { icon: 'tag' }),
  ];
}

function taskRows(id: string, tasks: NonNullable<RemoteRun['tasks']>): readonly RunNode[] {
  const parts = [
    [tasks.pending + tasks.submitted, l10n.t('waiting')],
    [tasks.running, l10n.t('running')],
    [tasks.succeeded, l10n.t('succeeded')],
    [tasks.cached, l10n.t('cached')],
    [tasks.failed, l10n.t('failed')],
  ] as const;
  const text = parts.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : []));
  return text.length === 0
    ? []
    : [row(id, 'tasks', l10n.t('Tasks'), text.join(' · '), { icon: 'list-unordered' })];
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
