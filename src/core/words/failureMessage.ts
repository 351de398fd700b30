import * as l10n from '@vscode/l10n';
import type { ArgumentProblem, Failure } from '../failure.ts';
import { cloudFailures } from './cloudFailures.ts';
import { cloudName } from './cloudName.ts';
import { diskAdvice } from './diskAdvice.ts';
import type { FailureWords, Words } from './failureWords.ts';
import { seqeraFailures } from './seqeraFailures.ts';

/**
 * A failure for people, as sentences. The only wording there is: a window adds buttons, the command
 * line the option that helps.
 */
export function failureMessage(failure: Failure): string {
  const { what, advice } = words(failure);
  const sentence = /^[a-z]+ /.test(what) ? `${what.charAt(0).toUpperCase()}${what.slice(1)}` : what;
  return advice === undefined ? `${sentence}.` : `${sentence}. ${advice}`;
}

/** A failure as a clause, for where it is the reason of something else: in journals and lists. */
export function failureReason(failure: Failure): string {
  return words(failure).what;
}

function words(failure: Failure): Words {
  // The compiler does not see that the key and the argument belong together.
  const word = table[failure.kind] as (failure: Failure) => Words;
  return word(failure);
}

/** One entry for each kind, or this does not compile. */
const table: FailureWords<Failure['kind']> = {
  ...cloudFailures,
  ...seqeraFailures,
  'store-unavailable': ({ reason }) => ({
    what: l10n.t('secrets cannot be read or written: {0}', reason),
  }),
  'secret-exists': ({ name }) => ({ what: l10n.t('a secret named {0} already exists', name) }),
  'secret-not-found': ({ name }) => ({
    what: l10n.t('the secret {0} no longer exists', name),
  }),
  'value-too-large': ({ name, bytes, cloud }) => ({
    what: l10n.t(
      'the value of {0} has {1} bytes, and {2} accepts at most 65,536',
      name,
      bytes,
      cloudName[cloud],
    ),
    advice: l10n.t('Nothing was stored. Keep the value in a file that the pipeline reads.'),
  }),
  'store-replaced': ({ store }) => ({
    what: l10n.t('that was removed from {0}, which no longer keeps these secrets', store),
  }),
  'store-file-mode': ({ path, mode }) => ({
    what: l10n.t(
      'mode {0}, but Nextflow accepts only 600 (readable by you alone): {1}',
      mode,
      path,
    ),
  }),
  'browser-storage-behind': ({ names }) => ({
    what: l10n.t(
      'nothing was written. {0} changed in another window after this one was opened, and writing here would undo that change',
      names.join(', '),
    ),
    advice: l10n.t('Reload this window first.'),
  }),
  'browser-storage-lost': ({ name }) => ({
    what: l10n.t(
      'this browser did not keep {0}: the stored value differs from the written one',
      name,
    ),
  }),
  'copy-awaits-deletion': ({ key }) => ({
    what: l10n.t('the secret {0} was removed and is still in its recovery window', key),
    advice: l10n.t('Restore it, or use another name.'),
  }),
  'value-write-only': ({ name, store }) => ({
    what: l10n.t(
      'the value of {0} cannot be read, because {1} does not return values',
      name,
      store,
    ),
    advice: l10n.t('To use it here, keep it in another store as well.'),
  }),
  'file-unreadable': ({ path, reason }) => ({
    what: l10n.t('{0} cannot be read: {1}', path, reason),
  }),
  'file-malformed': ({ path, detail }) => ({
    what: l10n.t('{0} is not valid: {1}', path, detail),
  }),
  'file-not-written': ({ path, reason }) => ({
    what: l10n.t('{0} cannot be written: {1}', path, reason),
    advice: l10n.t('Nothing was changed.'),
  }),
  'file-not-removed': ({ path, reason }) => ({
    what: l10n.t('{0} cannot be removed: {1}', path, reason),
  }),
  'file-in-use': ({ path }) => ({
    what: l10n.t('{0} may be in use by a run that has started since, so it was not removed', path),
  }),
  'nextflow-not-found': ({ setting }) => ({
    what:
      setting === null
        ? l10n.t('Nextflow was not found on the PATH, so nothing was started')
        : l10n.t('Nextflow was not found at {0}, so nothing was started', setting),
  }),
  'nf-test-not-found': ({ setting }) => ({
    what:
      setting === null
        ? l10n.t('the program nf-test was not found on the PATH')
        : l10n.t('the program nf-test was not found at {0}', setting),
    advice: l10n.t('See www.nf-test.com for how to install it.'),
  }),
  'java-not-found': ({ found }) => ({
    what: l10n.t(
      '{0}, but Nextflow needs Java 17 or newer',
      found === null ? l10n.t('Java was not found') : l10n.t('Java {0} is too old', found),
    ),
    advice: l10n.t('Install it, or set JAVA_HOME and start again.'),
  }),
  'workspace-untrusted': () => ({
    what: l10n.t('a launch runs the code of the pipeline, and this workspace is not trusted'),
  }),
  'script-not-found': ({ path }) => ({
    what: l10n.t('{0} was not found, so nothing was started', path),
  }),
  'argument-refused': argumentWords,
  'launch-in-progress': ({ path }) => ({
    what: l10n.t('{0} is already being launched', path),
    advice: l10n.t('Confirm or cancel that launch first.'),
  }),
  'state-folder-not-private': ({ path, mode }) => ({
    what: l10n.t(
      'other users can access {0} (mode {1}), so no copy of a secret is written there',
      path,
      mode,
    ),
    advice: l10n.t('Restrict it with chmod 700, or choose another folder.'),
  }),
  'state-folder-not-writable': ({ path, reason }) => ({
    what: l10n.t('{0} cannot be written: {1}', path, reason),
    advice: diskAdvice(reason) ?? l10n.t('Runs keep their state in this folder.'),
  }),
  'state-folder-exposed': ({ path, above, because, instead }) => ({
    what:
      because === 'open'
        ? l10n.t(
            'other users can write to {1} and could replace {0} with another folder',
            path,
            above,
          )
        : l10n.t(
            '{1} belongs to another user, who could replace {0} with another folder',
            path,
            above,
          ),
    advice:
      instead === null
        ? l10n.t('Choose a folder inside one that only you can write.')
        : l10n.t('Choose a folder inside one that only you can write, for example {0}.', instead),
  }),
  'unsafe-path': ({ path, character }) => ({
    what: l10n.t(
      'tasks would not find their secrets in {0}, because of the character “{1}”',
      path,
      character,
    ),
    advice: l10n.t('Choose another folder.'),
  }),
  'folder-not-shared': ({ path, fileSystem }) => ({
    what: l10n.t(
      'compute nodes cannot see {0}, because it is on a file system of this machine only ({1}). Tasks would not find their secrets',
      path,
      fileSystem,
    ),
    advice: l10n.t('Choose a folder that compute nodes share, for example in your home folder.'),
  }),
  'supervisor-not-started': ({ detail }) => ({
    what: l10n.t('the run was not started: {0}', detail),
  }),
  'run-not-found': () => ({ what: l10n.t('the run is no longer in the history') }),
  'run-file-gone': ({ what, path }) => ({
    what: l10n.t('{0} was not found ({1}). It was removed or never created', runFiles[what], path),
  }),
  'run-unreachable': () => ({
    what: l10n.t('the run does not respond'),
    advice: l10n.t('It may have just ended.'),
  }),
  'run-not-finished': ({ run, path, reason }) => ({
    what: l10n.t('the leftovers of run {0} could not be removed: {1} ({2})', run, reason, path),
  }),
  'run-not-forgotten': ({ run, path, reason }) => ({
    what: l10n.t('the run {0} was not removed from the history: {1} ({2})', run, reason, path),
  }),
  'tasks-not-stopped': ({ reasons }) => ({
    what: l10n.t('tasks could not be stopped: {0}', reasons.join('; ')),
  }),
  'copies-not-removed': ({ reasons }) => ({
    what: l10n.t('copies of secrets could not be removed: {0}', reasons.join('; ')),
  }),
  'journal-damaged': ({ run, path, reason }) => ({
    what: l10n.t(
      'the journal of the run {0} is incomplete ({1}), so copies in a cloud may remain: {2}',
      run,
      reason,
      path,
    ),
    advice: l10n.t('Everything it had on this machine is removed.'),
  }),
};

const runFiles = {
  log: l10n.t('Nextflow’s log of this run'),
  'task-log': l10n.t('the output of the task'),
  work: l10n.t('the work folder'),
} as const;

function argumentWords({ argument, because }: ArgumentProblem): Words {
  switch (because) {
    case 'detaches':
      return {
        what: l10n.t('{0} would detach Nextflow from its supervisor', argument),
        advice: l10n.t('Remove it: runs continue anyway when the window closes.'),
      };
    case 'set-already':
      return {
        what: l10n.t('{0} is already set, because it is used to watch the run', argument),
        advice: l10n.t('Remove it.'),
      };
    case 'own-step':
      return {
        what: l10n.t('{0} has its own step', argument),
        advice: l10n.t('Remove it here, or there.'),
      };
  }
}
