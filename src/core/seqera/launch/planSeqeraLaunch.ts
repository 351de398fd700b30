import { absenceOf } from '../../arrival/absenceConsequences.ts';
import { naturalOrder } from '../../naturalOrder.ts';
import {
  type ScopeKind,
  type SelectedSecret,
  type SeqeraPlan,
  type SeqeraPlanInput,
  type UnselectedSecret,
} from './seqeraPlan.ts';
import { seqeraWarnings } from './seqeraWarnings.ts';

/** Selects exactly what the pipeline names, each from the scope that wins, and tells what is amiss. */
export function planSeqeraLaunch(input: SeqeraPlanInput): SeqeraPlan {
  const { catalog, choices, uses } = input;
  const named = new Set(uses.flatMap(({ reference }) => reference.name ?? []));
  const wanted = [...new Set([...named, ...choices.added])].sort(naturalOrder);
  const selected: SelectedSecret[] = [];
  const unselected: UnselectedSecret[] = [];
  for (const name of wanted) {
    const its = uses.filter(({ reference }) => reference.name === name);
    const found = catalog.resolve(name);
    if (choices.withheld.includes(name)) {
      unselected.push({ ...absenceOf(name, its), why: { kind: 'withheld' } });
    } else if (found.kind === 'found') {
      const scope = found.winner.scope.kind;
      const inBoth = found.shadowed.length > 0;
      selected.push({ name, scope, inBoth, uses: its, savedIn: savedIn(input, name, scope) });
    } else {
      unselected.push({ ...absenceOf(name, its), why: found });
    }
  }
  const of = (kind: ScopeKind): readonly string[] =>
    selected.filter(({ scope }) => scope === kind).map(({ name }) => name);
  const launch = { ...input.launch, userSecrets: of('user'), workspaceSecrets: of('workspace') };
  return {
    launch,
    environment: input.environment,
    selected,
    unselected,
    unused: unusedOf(input, new Set(wanted)),
    warnings: seqeraWarnings(input, selected),
  };
}

function savedIn(
  { saved }: SeqeraPlanInput,
  name: string,
  scope: ScopeKind,
): SelectedSecret['savedIn'] {
  if (saved === null) {
    return null;
  }
  const [own, other] =
    scope === 'user'
      ? [saved.userSecrets, saved.workspaceSecrets]
      : [saved.workspaceSecrets, saved.userSecrets];
  return own.includes(name) ? 'selected' : other.includes(name) ? 'other-scope' : 'not-selected';
}

function unusedOf(
  { catalog, saved }: SeqeraPlanInput,
  wanted: ReadonlySet<string>,
): SeqeraPlan['unused'] {
  const selected = [...(saved?.userSecrets ?? []), ...(saved?.workspaceSecrets ?? [])];
  const all = catalog.names
    .filter(name => !wanted.has(name))
    .flatMap(name => {
      const found = catalog.resolve(name);
      return found.kind === 'found'
        ? [{ record: found.winner, saved: selected.includes(name) }]
        : [];
    });
  return [...all.filter(one => one.saved), ...all.filter(one => !one.saved)];
}
