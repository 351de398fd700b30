import * as l10n from '@vscode/l10n';
import { age } from '../age.ts';
import type { Attribution, PlatformRun } from './attribution.ts';
import type { Doubt, FileLeftover, Leftover } from './leftover.ts';

/** Whose a copy is, in a few quiet words. */
export function attributionText(attribution: Attribution): string {
  switch (attribution.kind) {
    case 'ours-running':
      return l10n.t('yours, in use');
    case 'ours-over':
      return l10n.t('yours, run has ended');
    case 'ours-elsewhere':
      return attribution.host === null
        ? l10n.t('created by Nextflow Secrets elsewhere')
        : l10n.t('created by Nextflow Secrets on {0}', attribution.host);
    case 'platform-form':
      return l10n.t('in the form of Seqera Platform');
    case 'platform-run':
      return platformRunText(attribution.run);
    case 'unknown':
      return l10n.t('owner not known');
  }
}

/** What it means for a removal, in a sentence. */
export function attributionSentence(attribution: Attribution): string {
  switch (attribution.kind) {
    case 'ours-running':
      return l10n.t('The run has not ended, so nothing was removed.');
    case 'ours-over':
      return l10n.t(
        'The journal of the run on this machine says that the copy was created for this run, and the run has ended.',
      );
    case 'ours-elsewhere':
      return l10n.t(
        'Its tags say that Nextflow Secrets created it, but no journal on this machine mentions it. This machine cannot know whether its run has ended.',
      );
    case 'platform-form':
      return l10n.t(
        'Seqera Platform and runs launched from VS Code on another machine name their copies like this. This machine cannot know whether its run has ended.',
      );
    case 'platform-run':
      return platformRunSentence(attribution.run);
    case 'unknown':
      return l10n.t('Its name begins with tower-, and nothing shows who created it.');
  }
}

function platformRunText({ name, workspace, state }: PlatformRun): string {
  const run = workspace === null ? name : `${name} (${workspace})`;
  switch (state) {
    case 'live':
      return l10n.t('{0} on Seqera Platform, in use', run);
    case 'ending':
      return l10n.t('{0} on Seqera Platform, ended a moment ago', run);
    case 'over':
      return l10n.t('{0} on Seqera Platform, run is over', run);
  }
}

function platformRunSentence({ name, state }: PlatformRun): string {
  switch (state) {
    case 'live':
      return l10n.t(
        'Seqera Platform says that its run {0} is not over, so nothing of it is removed.',
        name,
      );
    case 'ending':
      return l10n.t(
        'The run {0} has just ended, and Seqera Platform may still be removing its copies. Look again in 15 minutes.',
        name,
      );
    case 'over':
      return l10n.t(
        'Seqera Platform says that its run {0} is over. It has not removed this copy.',
        name,
      );
  }
}

function fileText({ what }: FileLeftover): string {
  switch (what) {
    case 'task-secrets':
      return l10n.t('values of a task’s secrets, left behind by Nextflow');
    case 'run-folder':
      return l10n.t('folder of a run that never started');
    case 'store-folder':
      return l10n.t('store file of a run that is not known');
  }
}

export function doubtText(doubt: Doubt): string {
  switch (doubt) {
    case 'shared-file-system':
      return l10n.t('may belong to a Nextflow on another machine');
    case 'container':
      return l10n.t('may belong to a Nextflow outside this container');
    case 'other-state-folder':
      return l10n.t('may belong to a run of another state folder');
  }
}

/** All that is known of a leftover besides its name: `yours, run is over · 2 days ago`. */
export function leftoverLine(leftover: Leftover, now: number): string {
  const parts =
    leftover.kind === 'file'
      ? [fileText(leftover), leftover.doubt === null ? '' : doubtText(leftover.doubt)]
      : [
          leftover.removed ? l10n.t('removed, can be restored') : '',
          attributionText(leftover.attribution),
        ];
  return [...parts, ...timesOf(leftover, now)].filter(part => part !== '').join(' · ');
}

/** When it was made, read last, and will vanish, as far as that is told. */
function timesOf(leftover: Leftover, now: number): readonly string[] {
  if (leftover.kind === 'file') {
    return [age(now - leftover.createdAt)];
  }
  const { createdAt, accessedAt, expiresAt } = leftover;
  return [
    ...(createdAt === null ? [] : [age(now - createdAt)]),
    ...(accessedAt === null ? [] : [l10n.t('read {0}', age(now - accessedAt))]),
    ...(expiresAt === null ? [] : [l10n.t('deleted automatically in {0}', ahead(expiresAt - now))]),
  ];
}

function ahead(milliseconds: number): string {
  const hours = Math.max(0, Math.round(milliseconds / 3_600_000));
  return hours < 48 ? `${hours} h` : l10n.t('{0} days', Math.round(hours / 24));
}
