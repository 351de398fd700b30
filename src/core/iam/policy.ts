import { fillText, type PlaceholderValues } from './policyPlaceholder.ts';

/** What AWS IAM takes as one statement of a permission policy. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: string | readonly string[];
  readonly Resource: string;
  readonly Condition?: { readonly StringEquals: Readonly<Record<string, string>> };
}

/** A statement of a trust policy: who may take a role on. */
export interface TrustStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal: { readonly Service: string };
  readonly Action: 'sts:AssumeRole';
}

/** A policy document of AWS IAM, exactly as it is pasted into the console. */
export interface PolicyDocument<S extends PolicyStatement | TrustStatement> {
  readonly Version: '2012-10-17';
  readonly Statement: readonly S[];
}

export function policy<S extends PolicyStatement | TrustStatement>(
  ...statements: S[]
): PolicyDocument<S> {
  return { Version: '2012-10-17', Statement: statements };
}

export function allow(
  Sid: string,
  Action: PolicyStatement['Action'],
  Resource: string,
): PolicyStatement {
  return { Sid, Effect: 'Allow', Action, Resource };
}

/** Lets a role be handed to the jobs of AWS Batch, and to nothing else. */
export function allowPassing(Sid: string, role: string): PolicyStatement {
  const Condition = { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } };
  return { ...allow(Sid, 'iam:PassRole', role), Condition };
}

/** The actions of a statement as a list, however it was written. */
export function actionsOf({ Action }: PolicyStatement | TrustStatement): readonly string[] {
  return typeof Action === 'string' ? [Action] : Action;
}

/** A document, or any data, with what is known filled in. */
export function fill<T>(data: T, known: PlaceholderValues): T {
  // What stands for a placeholder holds no quote and no backslash, so the text stays JSON.
  return JSON.parse(fillText(JSON.stringify(data), known)) as T;
}
