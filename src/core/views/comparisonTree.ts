import * as l10n from '@vscode/l10n';
import { plural } from '../count.ts';
import {
  type ComparedName,
  type Comparison,
  type CopyObstacle,
  copyObstacle,
  otherSide,
  type Side,
} from '../secrets/comparison.ts';
import { failureMessage } from '../words/failureMessage.ts';
import type { Row } from './row.ts';

/** A row of two stores that are compared, as data. */
export interface ComparisonNode extends Row<ComparisonNode> {
  readonly tooltip: string;
  /** `copyable`: names that can be copied; `missing`: one of them. */
  readonly kind: 'copyable' | 'missing' | 'group' | 'detail';
  /** The store that alone has what the row is about; null where both have it. */
  readonly side: Side | null;
  /** Null for a group. */
  readonly name: string | null;
}

/** How the two stores are called here. */
export type SideNames = Readonly<Record<Side, string>>;

/** What only one has, what differs, what could not be compared, and what is the same. */
export function comparisonTree(
  comparison: Comparison,
  called: SideNames,
): readonly ComparisonNode[] {
  const groups = [
    onlyGroup(comparison, 'first', called),
    onlyGroup(comparison, 'second', called),
    bothGroup(comparison, 'differs'),
    bothGroup(comparison, 'not-compared'),
    bothGroup(comparison, 'same'),
  ];
  return groups.filter(({ children }) => children.length > 0);
}

function onlyGroup(comparison: Comparison, side: Side, called: SideNames): ComparisonNode {
  const obstacle = copyObstacle(comparison, side);
  const names = comparison.names.filter(
    ({ state }) => state.kind === 'only' && state.side === side,
  );
  const target = called[otherSide(side)];
  const fate =
    obstacle === null
      ? l10n.t('can be copied to {0}', target)
      : obstacleText(obstacle, called[side], comparison[otherSide(side)].roles ?? [], target);
  return node({
    id: `only/${side}`,
    label: l10n.t('Only in {0}', called[side]),
    description: `${secrets(names.length)} · ${fate}`,
    icon: obstacle === null ? 'diff-added' : 'circle-slash',
    kind: obstacle === null ? 'copyable' : 'group',
    side,
    children: names.map(({ name }) =>
      node({
        id: `only/${side}/${name}`,
        label: name,
        description: l10n.t('missing in {0}', target),
        icon: 'key',
        kind: obstacle === null ? 'missing' : 'detail',
        side,
        name,
      }),
    ),
  });
}

/** Why nothing can be copied, as the rest of a line. */
function obstacleText(
  obstacle: CopyObstacle,
  source: string,
  roles: readonly string[],
  target: string,
): string {
  if (obstacle === 'write-only') {
    return l10n.t('{0} does not return values, so they cannot be copied', source);
  }
  return roles.length === 0
    ? l10n.t('you are not allowed to add secrets in {0}', target)
    : l10n.t('your role in {0} is {1}, which cannot add secrets', target, roles.join(', '));
}

const both = {
  differs: { label: l10n.t('Different Values'), icon: 'diff-modified' },
  'not-compared': { label: l10n.t('In Both, Not Compared'), icon: 'question' },
  same: { label: l10n.t('Same Value'), icon: 'pass' },
} as const;

function bothGroup(comparison: Comparison, kind: keyof typeof both): ComparisonNode {
  const names = comparison.names.filter(({ state }) => state.kind === kind);
  const silent = names.every(
    ({ state }) => state.kind === 'not-compared' && state.failure === null,
  );
  const why =
    kind === 'differs'
      ? [l10n.t('copying replaces none of them')]
      : kind === 'not-compared' && silent
        ? [l10n.t('one of the stores does not return values')]
        : [];
  return node({
    id: kind,
    ...both[kind],
    description: [secrets(names.length), ...why].join(' · '),
    kind: 'group',
    children: names.map(one => bothRow(kind, one)),
  });
}

function bothRow(kind: keyof typeof both, { name, state }: ComparedName): ComparisonNode {
  const failure = state.kind === 'not-compared' ? state.failure : null;
  return node({
    id: `${kind}/${name}`,
    label: name,
    description: failure === null ? '' : failureMessage(failure),
    icon: 'key',
    kind: 'detail',
    name,
  });
}

function secrets(number: number): string {
  return plural(number, l10n.t('1 secret'), l10n.t('{0} secrets', number));
}

function node(
  parts: Pick<ComparisonNode, 'id' | 'label' | 'description' | 'icon' | 'kind'> &
    Partial<ComparisonNode>,
): ComparisonNode {
  const { label, description } = parts;
  const spoken = [label, description.replaceAll(' · ', ', ')].filter(part => part !== '');
  return {
    color: null,
    side: null,
    name: null,
    children: [],
    tooltip: description,
    ...parts,
    spoken: spoken.join(', '),
  };
}
