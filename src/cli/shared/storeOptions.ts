import { type Command, Option } from 'commander';

/** The stores that the command line reads by options of their own. */
export const storeOptionKinds = ['nextflow', 'aws', 'google'] as const;

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
        'the secrets of ORGANISATION/WORKSPACE on Seqera Platform, and your own there',
      ).conflicts('store'),
    )
    .addOption(new Option('--store <kind>', 'the secrets of a store').choices(storeOptionKinds))
    .option('--aws-profile <profile>', 'for --store aws: instead of what the environment says')
    .option('--aws-region <region>', 'for --store aws: instead of what the environment says')
    .option('--google-project <id>', 'for --store google: instead of that of the credentials')
    .option('--google-credentials <file>', 'for --store google: a service account’s key')
    .option('--prefix <text>', 'what names in AWS or Google Cloud begin with', '');
}

/** Where a token for Seqera Platform comes from; for the help. */
export const seqeraHelp = `
Seqera Platform is reached with the token of TOWER_ACCESS_TOKEN, at TOWER_API_ENDPOINT where that is
set. --seqera without a workspace means that of TOWER_WORKSPACE_ID, else your own secrets alone.`;
