import type { CloudFailure } from '../failure.ts';
import type { CloudLeftover } from './leftover.ts';

/** A place of a cloud that is to be searched, before anything is known of it. */
export type SearchLocation =
  | {
      readonly cloud: 'aws';
      /** A profile of the AWS configuration files; null for what the environment says. */
      readonly profile: string | null;
      readonly region: string;
      /** The job definitions of AWS Batch are searched, instead of secrets. */
      readonly definitions?: true;
    }
  | {
      readonly cloud: 'google';
      readonly project: string;
      /** Absolute path of a service account's key; null for application default credentials. */
      readonly credentialsFile: string | null;
    };

/** What is known of a location. One that failed is never as if it were empty. */
export interface SearchedLocation {
  readonly location: SearchLocation;
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

/** Say `AWS eu-west-1`, `AWS Batch eu-west-1` or `Google rnaseq-prod`. */
export function locationText(location: SearchLocation): string {
  return location.cloud === 'google'
    ? `Google ${location.project}`
    : `${location.definitions ? 'AWS Batch' : 'AWS'} ${location.region}`;
}

/** What a location is searched for. */
export function searchedKind(location: SearchLocation): 'secret' | 'job-definition' {
  return location.cloud === 'aws' && location.definitions ? 'job-definition' : 'secret';
}

/** Stable: the same location again is the same row. */
export function locationId(location: SearchLocation): string {
  return location.cloud === 'aws'
    ? `${location.definitions ? 'batch' : 'aws'}:${location.profile ?? ''}:${location.region}`
    : `google:${location.credentialsFile ?? ''}:${location.project}`;
}

/** What says where to look. */
export interface LocationSources {
  readonly regions: readonly string[];
  /** Whether job definitions are looked for in all of them, also where no run of here had some. */
  readonly definitions: boolean;
  readonly projects: readonly string[];
  readonly profile: string | null;
  readonly credentialsFile: string | null;
  /** Managers that journals of this machine name, say `aws:123456789012:eu-west-1`. */
  readonly managers: readonly string[];
}

/** Every place to look in, each once: those that are chosen, and those where runs have been. */
export function searchLocations(sources: LocationSources): readonly SearchLocation[] {
  const { regions, definitions, projects, profile, credentialsFile, managers } = sources;
  const parts = managers.map(manager => manager.split(':'));
  const been = (cloud: string): string[] =>
    parts.flatMap(part => (part[0] === cloud && part.length > 1 ? (part.at(-1) ?? []) : []));
  return [
    ...[...new Set([...regions, ...been('aws')])].map(
      region => ({ cloud: 'aws', profile, region }) as const,
    ),
    ...[...new Set([...(definitions ? regions : []), ...been('batch')])].map(
      region => ({ cloud: 'aws', profile, region, definitions: true }) as const,
    ),
    ...[...new Set([...projects, ...been('google')])].map(
      project => ({ cloud: 'google', project, credentialsFile }) as const,
    ),
  ];
}
