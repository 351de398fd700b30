import * as l10n from '@vscode/l10n';

interface Place {
  readonly uri: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** A place in code as a row shows it. */
interface PlaceRow<P> {
  readonly place: P;
  readonly label: string;
  readonly spoken: string;
}

/** Places by their lines, and by their columns too where several share one. */
export function placeRows<P extends Place>(places: readonly P[]): readonly PlaceRow<P>[] {
  const lineOf = ({ uri, line }: Place): string => `${uri}#${line}`;
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const line of places.map(lineOf)) {
    (seen.has(line) ? shared : seen).add(line);
  }
  return places.map(place => {
    const { path, line, column } = place;
    return shared.has(lineOf(place))
      ? {
          place,
          label: `${path}:${line}:${column}`,
          spoken: l10n.t('{0}, line {1}, column {2}', path, line, column),
        }
      : { place, label: `${path}:${line}`, spoken: l10n.t('{0}, line {1}', path, line) };
  });
}
