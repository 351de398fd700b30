import * as l10n from '@vscode/l10n';

/**
 * What a policy document leaves open, by the name that the documentation gives it.
 * `<COMPUTE_REGION>`, `<ACCOUNT>` and `<BATCH_CLUSTER>` are Seqera's own; the others are of the
 * same kind.
 */
export type PolicyPlaceholder = keyof typeof rules;

/** What is known of the placeholders, say `{ COMPUTE_REGION: 'eu-west-1' }`. */
export type PlaceholderValues = Readonly<Partial<Record<PolicyPlaceholder, string>>>;

/** How each reads for people, and what may stand for it. */
const rules = {
  COMPUTE_REGION: {
    title: l10n.t('Region of the compute environment'),
    example: 'eu-west-1',
    pattern: /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/,
  },
  ACCOUNT: { title: 'AWS account', example: '123456789012', pattern: /^\d{12}$/ },
  // Names of IAM roles take no other characters (AWS IAM), and the cluster's begins one.
  BATCH_CLUSTER: {
    title: l10n.t('Name of the Batch cluster'),
    example: 'TowerForge-1k0K4WlGep8ZTM',
    pattern: /^[\w+=,.@-]{1,50}$/,
  },
  KMS_KEY_ARN: {
    title: l10n.t('ARN of the KMS key, if secrets are encrypted with your own'),
    example: 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    pattern: /^arn:aws[\w-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/,
  },
  JOB_ROLE: {
    title: l10n.t('Name of the role of the tasks, if job definitions name one (aws.batch.jobRole)'),
    example: 'batch-tasks',
    pattern: /^[\w+=,.@-]{1,64}$/,
  },
  SECRET_PREFIX: {
    title: l10n.t('The prefix of the names of secrets that you keep in AWS'),
    example: 'nextflow/',
    pattern: /^[A-Za-z0-9/_+=.@-]{1,200}$/,
  },
  PROJECT: {
    title: l10n.t('Google Cloud project'),
    example: 'rnaseq-prod',
    pattern: /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
  },
} as const;

/** Most have none of these, so that its absence is nothing to point at. */
export const optionalPlaceholders: readonly PolicyPlaceholder[] = ['KMS_KEY_ARN', 'JOB_ROLE'];

const policyPlaceholders = Object.keys(rules) as readonly PolicyPlaceholder[];

export function placeholderTitle(placeholder: PolicyPlaceholder): string {
  return rules[placeholder].title;
}

export function placeholderExample(placeholder: PolicyPlaceholder): string {
  return rules[placeholder].example;
}

/** Whether a text may stand for a placeholder: also what keeps exported scripts well-formed. */
export function fits(placeholder: PolicyPlaceholder, text: string): boolean {
  return rules[placeholder].pattern.test(text) && !text.endsWith('\n');
}

/** Only what fits; anything else is as if it were not known. */
export function parseKnown(known: Readonly<Partial<Record<string, unknown>>>): PlaceholderValues {
  return Object.fromEntries(
    policyPlaceholders.flatMap(placeholder => {
      const text = known[placeholder];
      return typeof text === 'string' && fits(placeholder, text) ? [[placeholder, text]] : [];
    }),
  );
}

/** Replaces each placeholder, in angle brackets, with what `word` gives for it. */
export function replacePlaceholders(
  text: string,
  word: (placeholder: PolicyPlaceholder) => string,
): string {
  return text.replace(/<([A-Z_]+)>/g, (whole, name: string) =>
    isPlaceholder(name) ? word(name) : whole,
  );
}

/** Where AWS keeps China and the American government apart, by the names of their regions. */
const partitions = { 'cn-': 'aws-cn', 'us-gov-': 'aws-us-gov' } as const;

/** The partition of a region, as ARNs name it: `aws-cn` for `cn-north-1`. */
function partitionOf(region: string): string {
  const found = Object.entries(partitions).find(([start]) => region.startsWith(start));
  return found?.[1] ?? 'aws';
}

/** Fills in what is known; the rest stays as it is, in angle brackets. ARNs get the region's partition. */
export function fillText(text: string, known: PlaceholderValues): string {
  return replacePlaceholders(
    text.replaceAll('arn:aws:', `arn:${partitionOf(known.COMPUTE_REGION ?? '')}:`),
    placeholder => known[placeholder] ?? `<${placeholder}>`,
  );
}

/** The placeholders that a document, or any data, holds. */
export function placeholdersIn(data: unknown): readonly PolicyPlaceholder[] {
  const text = JSON.stringify(data);
  return policyPlaceholders.filter(placeholder => text.includes(`<${placeholder}>`));
}

function isPlaceholder(name: string): name is PolicyPlaceholder {
  return name in rules;
}
