import type { CloudFailure } from '../failure.ts';
import type { CloudLeftover } from './leftover.ts';

/** A place of a cloud that is to be searched, before anything is known of it. */
export type Spot =
  | {
      readonly cloud: 'aws';
      /** A profile of the AWS configuration files; null for what the environment says. */
      readonly profile: string | null;
      readonly region: string;
    }
  | {
      readonly cloud: 'google';
      readonly project: string;
      /** Absolute path of a service account's key; null for application default credentials. */
      readonly credentialsFile: string | null;
    };

/** What is known of a spot. One that failed is never as if it were empty. */
export interface SearchedSpot {
  readonly spot: Spot;
  readonly state:
    | { readonly kind: 'searching' }
    | {
        readonly kind: 'searched';
        /** The manager's id, which has the account. */
        readonly place: string;
        /** Whether what is removed there can be restored for a while. */
        readonly restorable: boolean;
        readonly leftovers: readonly CloudLeftover[];
      }
    | { readonly kind: 'failed'; readonly failure: CloudFailure };
}

/** Say `AWS eu-west-1` or `Google rnaseq-prod`. */
export function spotText(spot: Spot): string {
  return spot.cloud === 'aws' ? `AWS ${spot.region}` : `Google ${spot.project}`;
}

/** Stable: the same spot again is the same row. */
export function spotId(spot: Spot): string {
  return spot.cloud === 'aws'
    ? `aws:${spot.profile ?? ''}:${spot.region}`
    : `google:${spot.credentialsFile ?? ''}:${spot.project}`;
}
