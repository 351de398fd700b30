import type { StoreKind } from './storeFacts.ts';

/** Which store a scope is to have, and how it is reached: what the settings say, made complete. */
export type StoreChoice = EditorChoice | NextflowChoice | AwsChoice | GoogleChoice | SeqeraChoice;

export interface EditorChoice {
  readonly kind: 'editor';
}

export interface NextflowChoice {
  readonly kind: 'nextflow';
}

export interface AwsChoice {
  readonly kind: 'aws';
  /** A profile of the AWS configuration files; null for what the environment says. */
  readonly profile: string | null;
  /** Say `eu-west-1`; null for the one of the profile or the environment. */
  readonly region: string | null;
  /** What the names in the store begin with, say `nextflow/rnaseq/`. */
  readonly prefix: string;
  /** Days for which a removed secret can be restored, 7 to 30. */
  readonly recoveryDays: number;
}

/** What is done with the versions of a secret before its latest. */
export type EarlierVersions = 'destroy' | 'disable' | 'keep';

export interface GoogleChoice {
  readonly kind: 'google';
  /** Null for the project that the credentials name. */
  readonly project: string | null;
  /** Absolute path of a service account's key; null for application default credentials. */
  readonly credentialsFile: string | null;
  /** Where new secrets are replicated to, say `europe-west1`; null leaves it to Google. */
  readonly location: string | null;
  /** What becomes of the values that a secret had before it was updated; they are destroyed unless said. */
  readonly earlierVersions?: EarlierVersions;
  /** As for AWS; the adapter makes a legal name of it. */
  readonly prefix: string;
}

export interface SeqeraChoice {
  readonly kind: 'seqera';
  /** Address of the API, as the settings of this machine say; it may be none. */
  readonly endpoint: string;
  /** Name of the user whose sign-in is used; null for the only one, or the last. */
  readonly user: string | null;
  /** Say `genomics/rnaseq`, or its number; null for the user's own secrets, and while unset. */
  readonly workspace: string | null;
}

/** The choice of one kind. */
export type ChoiceOf<Kind extends StoreKind> = Extract<StoreChoice, { kind: Kind }>;

export function sameChoice(a: StoreChoice, b: StoreChoice): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/**
 * What the names in a cloud begin with: `nextflow/${folder}/` becomes `nextflow/rnaseq/`.
 * Characters that secrets managers do not take become hyphens.
 */
export function expandPrefix(
  template: string,
  names: { readonly folder: string; readonly user: string },
): string {
  return template
    .replaceAll('${folder}', () => names.folder)
    .replaceAll('${user}', () => names.user)
    .replaceAll(/[^A-Za-z0-9/_+=.@-]/g, '-');
}
