import { type Command, Option } from 'commander';

/** The stores that the command line reads by options of their own. */
const storeOptionKinds = ['nextflow', 'aws', 'google'] as const;

/** Which store's names are meant. */
export interface StoreOptions {
  /** `ORGANISATION/WORKSPACE`; true for the workspace of the environment. */
  readonly seqera?: string | true;
  readonly store?: (typeof storeOptionKinds)[number];
  readonly awsProfile?: string;
  readonly awsRegion?: string;
  readonly googleProject?: string;
  readonly googleCredentials?: string;
  readonly prefix: string;
}

/** Adds the options that say where secrets are. */
export function addStoreOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--seqera [workspace]',
        'the secrets of ORGANISATION/WORKSPACE on Seqera Platform, and your user secrets there',
      ).conflicts('store'),
    )
    .addOption(new Option('--store <kind>', 'the secrets of this store').choices(storeOptionKinds))
    .option(
      '--aws-profile <profile>',
      'for --store aws: the profile, if not that of the environment',
    )
    .option('--aws-region <region>', 'for --store aws: the region, if not that of the environment')
    .option(
      '--google-project <id>',
      'for --store google: the project, if not that of the credentials',
    )
    .option('--google-credentials <file>', 'for --store google: the key file of a service account')
    .option('--prefix <text>', 'the prefix of secret names in AWS or Google Cloud', '');
}

/** Where a token for Seqera Platform comes from; for the help. */
export const seqeraHelp = `
--seqera uses the token of TOWER_ACCESS_TOKEN and, if set, the address of TOWER_API_ENDPOINT.
Without a workspace it uses TOWER_WORKSPACE_ID. If that is not set, it reads only your user secrets.`;
