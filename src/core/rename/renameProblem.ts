import * as l10n from '@vscode/l10n';
import { plural } from '../count.ts';
import type { PlacedSetting } from '../nextflow/files/activeSettings.ts';
import { TokenList } from '../nextflow/groovy/tokenList.ts';
import type { Catalog } from '../secrets/catalog.ts';
import { nameProblemText } from '../secrets/nameProblemText.ts';
import { parseSecretName } from '../secrets/secretName.ts';
import { type PipelineText, placesOfSecret } from './placesOfSecret.ts';
import { takesVariable } from './sourceTexts.ts';

/** Code as far as a new name may meet something in it. */
export type RenamedText = PipelineText & {
  readonly settings: readonly Pick<PlacedSetting, 'path'>[];
};

/**
 * Why a secret cannot get another name, for people; null where it can. `catalog` holds the scopes
 * that the secret, or code that names it, sees; what they do not tell is no reason.
 */
export function renameProblem(
  from: string,
  to: string,
  files: readonly RenamedText[],
  catalog: Catalog,
): string | null {
  if (to === from) {
    return l10n.t('The secret already has this name.');
  }
  const parsed = parseSecretName(to);
  return parsed.ok
    ? (definedAlready(to, catalog) ?? readAlready(to, files) ?? variableAlready(from, to, files))
    : nameProblemText(parsed.error);
}

function definedAlready(to: string, catalog: Catalog): string | null {
  const resolution = catalog.resolve(to);
  if (resolution.kind !== 'found') {
    return null;
  }
  return resolution.winner.scope.kind === 'user'
    ? l10n.t('You already have a secret {0}, and two secrets cannot be merged.', to)
    : l10n.t('The workspace already has a secret {0}, and two secrets cannot be merged.', to);
}

function readAlready(to: string, files: readonly RenamedText[]): string | null {
  const uses = files.flatMap(({ analysis }) =>
    analysis.references.filter(({ name }) => name === to),
  ).length;
  return uses === 0
    ? null
    : plural(
        uses,
        l10n.t('The code already uses another secret {0}, in 1 place.', to),
        l10n.t('The code already uses another secret {0}, in {1} places.', to, uses),
      );
}

/** The task would find one variable where its script means two. */
function variableAlready(from: string, to: string, files: readonly RenamedText[]): string | null {
  // As if the processes that are given the secret were given the new name already.
  const renamed = files.map(file => ({
    ...file,
    analysis: {
      ...file.analysis,
      references: file.analysis.references
        .filter(({ name }) => name === from)
        .map(reference => ({ ...reference, name: to })),
    },
  }));
  const spans = new Set(
    renamed.flatMap(({ uri, analysis }) =>
      analysis.references.map(({ span }) => `${uri} ${span.start}`),
    ),
  );
  const { places, given } = placesOfSecret(renamed, to);
  const taken = places.find(({ uri, span, sure }) => sure && !spans.has(`${uri} ${span.start}`));
  if (taken) {
    return l10n.t(
      'A script that receives it already uses a variable {0} ({1}).',
      to,
      lineOf(taken, files),
    );
  }
  const input = given.find(({ uri, process }) =>
    files.some(file => file.uri === uri && takesVariable(new TokenList(file.text), process, to)),
  );
  if (input) {
    return l10n.t('{0} already has an input variable {1}.', input.process.name, to);
  }
  const set = files.some(({ settings }) =>
    settings.some(({ path }) => path.length === 2 && path[0] === 'env' && path[1] === to),
  );
  return set && given.length > 0
    ? l10n.t('The config already sets a variable {0} for every task.', to)
    : null;
}

/** Say `align.nf:12`. */
function lineOf(
  { uri, span }: { readonly uri: string; readonly span: { readonly start: number } },
  files: readonly RenamedText[],
): string {
  const text = files.find(file => file.uri === uri)?.text ?? '';
  return `${uri.split('/').at(-1) ?? uri}:${text.slice(0, span.start).split('\n').length}`;
}
