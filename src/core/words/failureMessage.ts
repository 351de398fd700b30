import * as l10n from '@vscode/l10n';
import type { ArgumentProblem, Failure } from '../failure.ts';
import { cloudFailures } from './cloudFailures.ts';
import { cloudName } from './cloudName.ts';
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
  'secret-exists': ({ name }) => ({ what: l10n.t('a secret named {0} exists already', name) }),
  'secret-not-found': ({ name }) => ({
    what: l10n.t('the secret {0} is not there any more', name),
  }),
  'value-too-large': ({ name, bytes, cloud }) => ({
    what: l10n.t(
      'the value of {0} has {1} bytes, and {2} takes 65,536 at most',
      name,
      bytes,
      cloudName[cloud],
    ),
    advice: l10n.t('Nothing was stored. Keep it in a file that the pipeline reads.'),
  }),
  'store-replaced': ({ store }) => ({
    what: l10n.t('that was removed from {0}, which does not keep these secrets any more', store),
  }),
  'store-file-mode': ({ path, mode }) => ({
    what: l10n.t('mode {0}, and Nextflow takes only 600 (readable by you alone): {1}', mode, path),
  }),
  'browser-storage-behind': ({ names }) => ({
    what: l10n.t(
      'nothing was written: {0} changed in another window since this one was opened, and writing here would undo that',
      names.join(', '),
    ),
    advice: l10n.t('Reload this window first.'),
  }),
  'browser-storage-lost': ({ name }) => ({
    what: l10n.t('this browser did not keep {0}: what was written is not what is read', name),
  }),
  'copy-awaits-deletion': ({ key }) => ({
    what: l10n.t('the secret {0} was removed and still waits out its recovery window', key),
    advice: l10n.t('Restore it, or use another name.'),
  }),
  'value-write-only': ({ name, store }) => ({
    what: l10n.t(
      'the value of {0} cannot be read: {1} gives no value back to anybody',
      name,
      store,
    ),
    advice: l10n.t('Keep it in another store as well where it is needed here.'),
  }),
  'file-unreadable': ({ path, reason }) => ({
    what: l10n.t('{0} cannot be read: {1}', path, reason),
  }),
  'file-malformed': ({ path, detail }) => ({
    what: l10n.t('{0} cannot be understood: {1}', path, detail),
  }),
  'file-not-written': ({ path, reason }) => ({
    what: l10n.t('{0} cannot be written: {1}', path, reason),
    advice: l10n.t('Nothing was changed.'),
  }),
  'file-not-removed': ({ path, reason }) => ({
    what: l10n.t('{0} cannot be removed: {1}', path, reason),
  }),
  'file-in-use': ({ path }) => ({
    what: l10n.t(
      '{0} may be in use by a run that has started since, so it was left where it is',
      path,
    ),
  }),
  'nextflow-not-found': ({ setting }) => ({
    what:
      setting === null
        ? l10n.t('Nextflow is not on the PATH, so nothing was started')
        : l10n.t('Nextflow is not at {0}, so nothing was started', setting),
  }),
  'nf-test-not-found': ({ setting }) => ({
    what:
      setting === null
        ? l10n.t('the program nf-test is not on the PATH')
        : l10n.t('the program nf-test is not at {0}', setting),
    advice: l10n.t('Its site tells how to install it: www.nf-test.com.'),
  }),
  'java-not-found': ({ found }) => ({
    what: l10n.t(
      '{0}, and Nextflow needs it (17 or newer)',
      found === null ? l10n.t('Java is not found') : l10n.t('Java {0} is too old', found),
    ),
    advice: l10n.t('Install it, or set JAVA_HOME and start again.'),
  }),
  'workspace-untrusted': () => ({
    what: l10n.t('a launch runs the pipeline’s code, and this workspace is not trusted'),
  }),
  'script-not-found': ({ path }) => ({
    what: l10n.t('{0} is not there, so nothing was started', path),
  }),
  'argument-refused': argumentWords,
  'launch-in-progress': ({ script }) => ({
    what: l10n.t('{0} is being launched already', script),
    advice: l10n.t('Decide on that launch first.'),
  }),
  'state-folder-not-private': ({ path, mode }) => ({
    what: l10n.t(
      '{0} is open to others (mode {1}), so no copy of a secret is put there',
      path,
      mode,
    ),
    advice: l10n.t('Close it with chmod 700, or choose another folder.'),
  }),
  'state-folder-not-writable': ({ path, reason }) => ({
    what: l10n.t('{0} cannot be written: {1}', path, reason),
    advice: l10n.t('Runs keep their state there.'),
  }),
  'state-folder-exposed': ({ path, above, because }) => ({
    what:
      because === 'open'
        ? l10n.t(
            'others may write in {1}, and so put another folder in the place of {0}',
            path,
            above,
          )
        : l10n.t(
            '{1} belongs to somebody else, who can put another folder in the place of {0}',
            path,
            above,
          ),
    advice: l10n.t('Choose a folder below one that is yours alone.'),
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
      'compute nodes do not see {0}: it is on a file system of this machine alone ({1}), so tasks would not find their secrets',
      path,
      fileSystem,
    ),
    advice: l10n.t('Choose a folder that they share, say below your home.'),
  }),
  'supervisor-not-started': ({ detail }) => ({
    what: l10n.t('the run was not started: {0}', detail),
  }),
  'run-not-found': () => ({ what: l10n.t('the run is not in the history any more') }),
  'run-file-gone': ({ what, path }) => ({
    what: l10n.t('{0} is not there ({1}): it was removed, or never made', runFiles[what], path),
  }),
  'run-unreachable': () => ({
    what: l10n.t('the run does not answer'),
    advice: l10n.t('It may have ended just now.'),
  }),
  'run-not-finished': ({ run, path, reason }) => ({
    what: l10n.t('what run {0} may have left could not be removed: {1} ({2})', run, reason, path),
  }),
  'tasks-not-stopped': ({ reasons }) => ({
    what: l10n.t('tasks could not be stopped: {0}', reasons.join('; ')),
  }),
  'copies-not-removed': ({ reasons }) => ({
    what: l10n.t('copies of secrets could not be removed: {0}', reasons.join('; ')),
  }),
  'journal-damaged': ({ run, path, reason }) => ({
    what: l10n.t(
      'the journal of the run {0} cannot be read whole ({1}), so copies that it told of in a cloud may be left: {2}',
      run,
      reason,
      path,
    ),
    advice: l10n.t('What it had on this machine is removed.'),
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
        advice: l10n.t('Leave it out: runs go on when the window closes anyway.'),
      };
    case 'set-already':
      return {
        what: l10n.t('{0} is set already, because the run is watched through it', argument),
        advice: l10n.t('Leave it out.'),
      };
    case 'own-step':
      return {
        what: l10n.t('{0} is chosen in a step of its own', argument),
        advice: l10n.t('Leave it out here, or there.'),
      };
  }
}
