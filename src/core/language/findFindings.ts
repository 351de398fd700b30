import * as l10n from '@vscode/l10n';
import { absenceConsequences } from '../arrival/absenceConsequences.ts';
import type { FileAnalysis } from '../nextflow/files/analyse.ts';
import type { Span } from '../nextflow/groovy/span.ts';
import type { Edit, Misuse } from '../nextflow/misuse/misuse.ts';
import type { LeakPlace, Reference } from '../nextflow/scan/reference.ts';
import type { Setting } from '../nextflow/scan/setting.ts';
import { customDefinitionAt, customDefinitionText } from '../runs/backends/customJobDefinition.ts';
import type { Resolution } from '../secrets/catalog.ts';
import { nameProblemText } from '../secrets/nameProblemText.ts';
import { parseSecretName, suggestName } from '../secrets/secretName.ts';

/** Stable: users name them in settings, quick fixes match on them. */
export type FindingCode =
  | 'missing-secret'
  | 'malformed-name'
  | 'value-in-script'
  | 'value-in-environment'
  | 'value-in-wrapper'
  | 'value-in-output'
  | 'value-in-file'
  | 'not-in-exec'
  | Misuse['kind']
  | 'custom-job-definition';

/** What is wrong at a place, and the names that would mend it. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly span: Span;
  readonly name: string;
  /** Names to change it to, best first. */
  readonly replacements: readonly string[];
  /** What would mend it, where that can be said. */
  readonly edits?: readonly Edit[];
}

export type Resolve = (name: string) => Resolution;

/** What a reference's file says around it. */
export type FindingContext = Pick<FileAnalysis, 'processes' | 'settings'>;

/** Everything worth telling of a reference; each is a claim about the next run. */
export function* findFindings(
  reference: Reference,
  around: FindingContext,
  resolve: Resolve,
): Generator<Finding> {
  const { name } = reference;
  if (name === null) {
    return;
  }
  const malformed = malformedName(name, reference);
  if (malformed) {
    yield malformed;
    return;
  }
  yield* missing(name, reference, resolve);
  yield* misplaced(name, reference, around);
}

function malformedName(name: string, { span, kind }: Reference): Finding | null {
  const parsed = parseSecretName(name);
  if (parsed.ok) {
    return null;
  }
  const suggestion = suggestName(name);
  return {
    code: 'malformed-name',
    severity: kind === 'property' ? 'warning' : 'error',
    message: l10n.t('No secret can be named {0}. {1}', name, nameProblemText(parsed.error)),
    span,
    name,
    replacements: suggestion ? [suggestion] : [],
  };
}

function* missing(name: string, reference: Reference, resolve: Resolve): Generator<Finding> {
  const resolution = resolve(name);
  if (resolution.kind !== 'missing' || reference.use === 'optional') {
    return;
  }
  const [consequence] = absenceConsequences(name, [{ reference, at: l10n.t('this place') }]);
  if (consequence) {
    yield {
      code: 'missing-secret',
      severity: consequence.severity,
      message: `${resolution.away ? l10n.t('This browser does not have {0}, which was stored in another window or browser', name) : l10n.t('No secret is named {0}', name)}: ${consequence.text}.`,
      span: reference.span,
      name,
      replacements: resolution.similar,
    };
  }
}

/** Secrets that reach a place where they do not belong, or do not reach the one they are for. */
function* misplaced(
  name: string,
  reference: Reference,
  { processes, settings }: FindingContext,
): Generator<Finding> {
  const { kind, place, span } = reference;
  const inEnvironment =
    kind === 'property' && place.kind === 'config' && isInEnvironment(span, settings);
  yield* leaking(name, reference, inEnvironment);
  if (place.kind !== 'process') {
    return;
  }
  const process = processes.find(block => block.name === place.process);
  const custom = customDefinitionAt(reference, processes);
  if (custom) {
    yield {
      code: 'custom-job-definition',
      severity: 'warning',
      message: `${customDefinitionText(custom)}.`,
      span,
      name,
      replacements: [],
    };
  }
  if (kind === 'directive' && process?.kind === 'exec') {
    yield {
      code: 'not-in-exec',
      severity: 'warning',
      message: l10n.t(
        '{0} runs inside Nextflow (exec:), where the variable {1} is not set. Use secrets.{2} there.',
        place.process,
        name,
        name,
      ),
      span,
      name,
      replacements: [],
    };
  }
}

const leakTexts: Readonly<
  Record<LeakPlace, { readonly code: FindingCode; readonly text: (name: string) => string }>
> = {
  script: {
    code: 'value-in-script',
    text: name =>
      l10n.t(
        "is written into .command.sh in the work folder. Declare secret '{0}' and read the variable \\${1} instead.",
        name,
        name,
      ),
  },
  wrapper: {
    code: 'value-in-wrapper',
    text: name =>
      l10n.t(
        "is written into .command.run in the work folder. Declare secret '{0}' in the process and read the variable there instead.",
        name,
      ),
  },
  output: {
    code: 'value-in-output',
    text: () => l10n.t('is printed, and stored in .nextflow.log. Print only whether it is set.'),
  },
  file: {
    code: 'value-in-file',
    text: () => l10n.t('is written into a file or a file name that others may be able to read.'),
  },
};

/** Where the value goes from here, also by way of variables and functions. */
function* leaking(
  name: string,
  { place, leaks, span, kind }: Reference,
  inEnvironment: boolean,
): Generator<Finding> {
  const direct = kind === 'property' && place.kind === 'process' && place.script;
  const places = new Set<LeakPlace>([...(direct ? (['script'] as const) : []), ...(leaks ?? [])]);
  if (inEnvironment && places.delete('wrapper')) {
    const message = l10n.t(
      "The value of {0} is written into .command.run of every task. Declare secret '{1}' in the processes that need it instead.",
      name,
      name,
    );
    const code = 'value-in-environment';
    yield { code, severity: 'warning', message, span, name, replacements: [] };
  }
  for (const leak of places) {
    const { code, text } = leakTexts[leak];
    const message = l10n.t('The value of {0} {1}', name, text(name));
    yield { code, severity: 'warning', message, span, name, replacements: [] };
  }
}

/** Whether a place stands in the value of an `env.X` setting (Nextflow 24.10.0). */
function isInEnvironment({ start, end }: Span, settings: readonly Setting[]): boolean {
  return settings.some(
    ({ path, span }) =>
      path[0] === 'env' && path.length > 1 && span.start <= start && end <= span.end,
  );
}
