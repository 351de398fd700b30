import * as l10n from '@vscode/l10n';
import { age } from '../age.ts';
import { plural } from '../count.ts';
import type { Cloud, FileFailure } from '../failure.ts';
import { costText } from '../leftovers/costText.ts';
import { countClouds } from '../leftovers/countClouds.ts';
import {
  type CloudLeftover,
  type FileLeftover,
  isLeftBehind,
  isRemovable,
  type Leftover,
} from '../leftovers/leftover.ts';
import {
  attributionSentence,
  attributionText,
  doubtText,
  leftoverLine,
} from '../leftovers/leftoverLine.ts';
import { locationId, locationText, type SearchedLocation } from '../leftovers/searchLocation.ts';
import { cloudName } from '../words/cloudName.ts';
import { failureMessage } from '../words/failureMessage.ts';
import { notLookedAt } from '../words/notLookedAt.ts';
import type { Row } from './row.ts';

/** What is shown of a search. */
export interface LeftoverTreeInput {
  readonly locations: readonly SearchedLocation[];
  readonly machine:
    | { readonly kind: 'searching' }
    | {
        readonly kind: 'searched';
        readonly leftovers: readonly FileLeftover[];
        /** What could not be looked at. */
        readonly unread: readonly FileFailure[];
      };
  readonly now: number;
}

/** A row, as data. */
export interface LeftoverNode extends Row<LeftoverNode> {
  readonly tooltip: string;
  readonly kind: 'place' | 'failedPlace' | 'unsearched' | 'leftover' | 'used' | 'removed';
  /** Of a place that could not be searched: the cloud to sign in to. */
  readonly cloud?: Cloud;
  /** The leftovers that a command on this row is about. */
  readonly leftovers: readonly Leftover[];
}

/** The Leftovers view: a row for each place, then its runs, then their copies. */
export function leftoverTree(input: LeftoverTreeInput): readonly LeftoverNode[] {
  const clouds = input.locations.map(({ location }) => location.cloud);
  return [
    ...input.locations.map(location => placeNode(location, input)),
    ...unsearched.filter(({ cloud }) => !clouds.includes(cloud)).map(({ row }) => row),
    machineNode(input),
  ];
}

function placeNode({ location, state }: SearchedLocation, input: LeftoverTreeInput): LeftoverNode {
  const base = { id: locationId(location), label: locationText(location) };
  switch (state.kind) {
    case 'searching':
      return searching(base);
    case 'failed':
      return { ...failed(base, failureMessage(state.failure)), cloud: location.cloud };
    case 'searched': {
      const { leftovers } = state;
      const account = state.place.split(':')[1] ?? '';
      const parts = [
        location.cloud === 'aws' ? account : '',
        leftovers.length === 0 ? l10n.t('nothing left') : countClouds(leftovers),
        costText(leftovers),
      ];
      return node({
        ...base,
        description: parts.filter(part => part !== '').join(' · '),
        icon: leftovers.length === 0 ? 'pass' : 'cloud',
        color: leftovers.length === 0 ? 'testing.iconPassed' : null,
        kind: 'place',
        leftovers,
        children: cloudNodes(base.id, leftovers, input.now),
      });
    }
  }
}

/** Copies of one run together, oldest run first; what names no run stands by itself. */
function cloudNodes(
  place: string,
  leftovers: readonly CloudLeftover[],
  now: number,
): readonly LeftoverNode[] {
  const alone = leftovers.filter(({ run }) => run === null);
  const runs = new Map<string, CloudLeftover[]>();
  for (const leftover of leftovers) {
    if (leftover.run !== null) {
      runs.set(leftover.run, [...(runs.get(leftover.run) ?? []), leftover]);
    }
  }
  return [
    ...[...runs]
      .sort(([runA, a], [runB, b]) =>
        firstMade(a) === firstMade(b) ? (runA < runB ? -1 : 1) : firstMade(a) - firstMade(b),
      )
      .map(([run, copies]) => runNode(`${place}/${run}`, run, copies, now)),
    ...alone.map(leftover => cloudNode(leftover, leftover.key, now)),
  ];
}

function firstMade(copies: readonly CloudLeftover[]): number {
  return Math.min(...copies.map(({ createdAt }) => createdAt ?? Infinity));
}

function runNode(
  id: string,
  run: string,
  copies: readonly CloudLeftover[],
  now: number,
): LeftoverNode {
  const createdAt = firstMade(copies);
  const parts = [
    distinct(copies.map(({ attribution }) => attributionText(attribution))).join(', '),
    countClouds(copies),
    createdAt === Infinity ? '' : age(now - createdAt),
    costText(copies),
  ];
  return node({
    id,
    label: run,
    description: parts.filter(part => part !== '').join(' · '),
    tooltip: distinct(copies.map(({ attribution }) => attributionSentence(attribution))).join('\n'),
    icon: iconOf(copies),
    color: copies.some(isLeftBehind) ? 'list.warningForeground' : null,
    kind: kindOf(copies),
    leftovers: copies,
    children: copies.map(copy => cloudNode(copy, copy.name ?? copy.key, now)),
  });
}

/** What may be done with a row: remove, restore, or nothing. */
function kindOf(copies: readonly CloudLeftover[]): 'leftover' | 'used' | 'removed' {
  return copies.some(isRemovable)
    ? 'leftover'
    : copies.some(({ removed }) => removed)
      ? 'removed'
      : 'used';
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

/** Copies of one run are mostly of one maker. */
function iconOf([first]: readonly CloudLeftover[]): string {
  switch (first?.attribution.kind) {
    case 'ours-running':
      return 'sync';
    case 'ours-over':
      return 'warning';
    case 'ours-elsewhere':
      return 'device-desktop';
    case 'platform-form':
      return 'server-process';
    case 'platform-run':
      return first.attribution.run.state === 'over' ? 'warning' : 'sync';
    case 'unknown':
    case undefined:
      return 'question';
  }
}

function cloudNode(leftover: CloudLeftover, label: string, now: number): LeftoverNode {
  return node({
    id: leftover.id,
    label,
    description: leftoverLine(leftover, now),
    tooltip: `${leftover.key}\n${attributionSentence(leftover.attribution)}`,
    icon: leftover.removed ? 'history' : leftover.what === 'secret' ? 'key' : 'package',
    color: leftover.removed ? 'disabledForeground' : null,
    kind: kindOf([leftover]),
    leftovers: [leftover],
    children: [],
  });
}

function machineNode({ machine, now }: LeftoverTreeInput): LeftoverNode {
  const base = { id: 'machine', label: l10n.t('This machine') };
  switch (machine.kind) {
    case 'searching':
      return searching(base);
    case 'searched': {
      const { leftovers, unread } = machine;
      const isEmpty = leftovers.length === 0 && unread.length === 0;
      return node({
        ...base,
        description:
          leftovers.length === 0
            ? l10n.t('nothing left')
            : plural(leftovers.length, l10n.t('1 file'), l10n.t('{0} files', leftovers.length)),
        icon: isEmpty ? 'pass' : 'device-desktop',
        color: isEmpty ? 'testing.iconPassed' : null,
        kind: 'place',
        leftovers,
        children: [
          ...leftovers.map(leftover => fileNode(leftover, now)),
          ...unread.map(failure =>
            failed({ id: `unread:${failure.path}`, label: failure.path }, failureMessage(failure)),
          ),
        ],
      });
    }
  }
}

function fileNode(leftover: FileLeftover, now: number): LeftoverNode {
  const { id, path, what, doubt } = leftover;
  return node({
    id,
    label: path.split(/[\\/]/).at(-1) ?? path,
    description: leftoverLine(leftover, now),
    tooltip: doubt === null ? path : l10n.t('{0}\nIt {1}.', path, doubtText(doubt)),
    icon: what === 'task-secrets' ? 'file' : 'folder',
    color: doubt === null ? 'list.warningForeground' : null,
    kind: 'leftover',
    leftovers: [leftover],
    children: [],
  });
}

type Base = Pick<LeftoverNode, 'id' | 'label'>;

function searching(base: Base): LeftoverNode {
  // A row of its own: one that had no children when it was first shown would stay closed.
  const id = `${base.id}?`;
  return node({
    ...base,
    ...bare,
    id,
    description: l10n.t('searching…'),
    icon: 'sync~spin',
    kind: 'place',
  });
}

function failed(base: Base, why: string): LeftoverNode {
  return node({
    ...base,
    ...bare,
    description: l10n.t('not known: {0}', why),
    icon: 'warning',
    color: 'list.warningForeground',
    kind: 'failedPlace',
  });
}

const bare = { color: null, leftovers: [], children: [] } as const;

function node(
  parts: Omit<LeftoverNode, 'spoken' | 'tooltip'> & { readonly tooltip?: string },
): LeftoverNode {
  const { label, description, tooltip = `${label}\n${description}` } = parts;
  return { ...parts, tooltip, spoken: `${label}, ${description.replaceAll(' · ', ', ')}` };
}

/** A cloud of which nothing says where to look is not as if nothing were left there. */
const unsearched = (['aws', 'google'] as const).map(cloud => ({
  cloud,
  row: node({
    ...bare,
    id: `unsearched:${cloud}`,
    label: cloudName[cloud],
    description: notLookedAt(cloud),
    icon: 'question',
    color: 'disabledForeground',
    kind: 'unsearched',
  }),
}));
