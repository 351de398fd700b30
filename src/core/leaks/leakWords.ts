import * as l10n from '@vscode/l10n';
import { plural } from '../count.ts';
import type { Leak, LeakReport } from './leak.ts';

/** Where a leak is, in a few words: `API_TOKEN in .command.sh line 3`. */
export function leakPlace({ name, file, spot, form }: Leak): string {
  const place = form === 'redacted' ? l10n.t('the output') : nameOf(file);
  return spot
    ? l10n.t('{0} in {1} line {2}', name, place, spot.line)
    : l10n.t('{0} in {1}', name, place);
}

/** The form in which a value stands there, for people; empty for a value as it is. */
export function formWords({ form }: Leak): string {
  switch (form) {
    case 'plain':
      return '';
    case 'escaped':
      return l10n.t('quoted or escaped');
    case 'html':
      return l10n.t('as in HTML');
    case 'url':
      return l10n.t('URL-encoded');
    case 'base64':
      return l10n.t('in base64');
    case 'base32':
      return l10n.t('in base32');
    case 'hex':
      return l10n.t('in hexadecimal digits');
    case 'redacted':
      return l10n.t('redacted here, not where others run it');
  }
}

/** `no leaks`, `1 leak`, `12 leaks of made-up values` where a run had no real ones. */
export function leakCount({ leaks, more }: LeakReport, madeUp: boolean): string {
  const all = leaks.length + more;
  return madeUp
    ? plural(
        all,
        l10n.t('1 leak of a made-up value'),
        l10n.t('{0} leaks of made-up values', all),
        l10n.t('no leaks'),
      )
    : plural(all, l10n.t('1 leak'), l10n.t('{0} leaks', all), l10n.t('no leaks'));
}

/** What is wrong at the place of a leak, and what keeps the value out of there. */
export function leakMessage(leak: Leak, madeUp: boolean): string {
  const form = formWords(leak);
  const { name } = leak;
  const plain = form === '';
  const what = madeUp
    ? plain
      ? l10n.t('The made-up value of {0} stands here: a real one would have leaked.', name)
      : l10n.t(
          'The made-up value of {0} stands here {1}: a real one would have leaked.',
          name,
          form,
        )
    : plain
      ? l10n.t('The value of {0} stands here.', name)
      : l10n.t('The value of {0} stands here {1}.', name, form);
  return `${what} ${leakAdvice(leak)}`;
}

/** How a value comes to such a place, and what keeps it out (Nextflow 24.10.0). */
export function leakAdvice({ name, file, form }: Leak): string {
  if (form === 'redacted') {
    return l10n.t('The pipeline or a task prints it. Print its length, or nothing.');
  }
  const path = file.replaceAll('\\', '/');
  const base = nameOf(file);
  if (path.includes('/.nextflow/cache/')) {
    return l10n.t(
      'Nextflow keeps the scripts and settings of tasks there, to resume from. Keep the value out of those.',
    );
  }
  switch (base) {
    case '.command.sh':
      return l10n.t(
        'The text of the script contains it, for example through {0} or {1}. Declare {2} in the process and read the variable {3}.',
        `\${secrets.${name}}`,
        `!{secrets.${name}}`,
        `secret '${name}'`,
        `\\$${name}`,
      );
    case '.command.run':
      return l10n.t(
        'A setting contains it, for example {0} in a config, or a tag. Declare {1} in the processes that need it.',
        `env.X = secrets.${name}`,
        `secret '${name}'`,
      );
    case '.command.out':
    case '.command.err':
    case '.command.log':
      return l10n.t(
        'The task prints it, or a tool does in its messages. Silence the tool, or print something else.',
      );
    default:
      break;
  }
  if (/^\.nextflow\.log/.test(base)) {
    return l10n.t(
      'Nextflow logs what a pipeline prints, parameters and the output of failed tasks. Keep the value out of those.',
    );
  }
  return /^(report|timeline|dag|trace|pipeline_info|execution_)/.test(base)
    ? l10n.t('Reports show scripts, settings and tags of tasks. Keep the value out of those.')
    : l10n.t('A task wrote it into what it publishes.');
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
