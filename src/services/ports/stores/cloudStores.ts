import type { SecretScope } from '../../../core/secrets/secretScope.ts';
import type { AwsChoice, GoogleChoice, StoreChoice } from '../../../core/secrets/storeChoice.ts';
import type { Event } from '../../async/event.ts';
import { type SecretStore } from './secretStore.ts';

/** Makes the stores of one cloud, and knows the credentials of this machine for it. */
export interface CloudStores<Choice extends StoreChoice> {
  create(scope: SecretScope, choice: Choice): SecretStore;
  /** What the user does to be signed in, as this machine's files and programs say. */
  signIn(choice: Choice, signal: AbortSignal): Promise<SignIn>;
  /** Credentials changed on disk: what is connected now may be somebody else's. */
  readonly onDidChangeCredentials: Event<void>;
}

/** One way of signing in. */
export type SignIn =
  /** A program that asks in a terminal, say `aws sso login --profile research`. */
  | { readonly kind: 'program'; readonly program: string; readonly args: readonly string[] }
  /** The profile's role wants a code of this device; asking begins with the next call. */
  | { readonly kind: 'code'; readonly device: string }
  /** The file in which the credentials belong. */
  | { readonly kind: 'file'; readonly path: string }
  /** Nothing on this machine helps; `hint` is a command that would, say `aws configure`. */
  | { readonly kind: 'manual'; readonly hint: string };

/** The clouds that can keep secrets, and what the pickers offer for each. */
export interface Clouds {
  readonly aws: CloudStores<AwsChoice> & {
    profiles(): Promise<readonly AwsProfile[]>;
  };
  readonly google: CloudStores<GoogleChoice> & {
    /** The project of the credentials that a choice names; null where they do not tell. */
    projectOf(credentialsFile: string | null): Promise<string | null>;
  };
}

/** A profile of the AWS configuration files. */
export interface AwsProfile {
  readonly name: string;
  /** How its credentials come about. */
  readonly by: 'sso' | 'role' | 'keys' | 'program' | 'other';
  readonly region: string | null;
}
