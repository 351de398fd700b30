import * as l10n from '@vscode/l10n';
import { plural } from '../count.ts';
import type { Leak, LeakReport } from './leak.ts';

/** Where a leak is, in a few words: `API_TOKEN in .command.sh line 3`. */
export function leakPlace({ name, file, spot, form }: Leak): string {
  const line = spot ? ` line ${spot.line}` : '';
  return form === 'redacted' ? `${name} in the output${line}` : `${name} in ${nameOf(file)}${line}`;
}

/** The form in which a value stands there, for people; empty for a value as it is. */
export function formWords({ form }: Leak): string {
  switch (form) {
    case 'plain':
      return '';
    case 'escaped':
      return 'quoted or escaped';
    case 'html':
      return 'as in HTML';
    case 'url':
      return 'URL-encoded';
    case 'base64':
      return 'in base64';
    case 'base32':
      return 'in base32';
    case 'hex':
      return 'in hexadecimal digits';
    case 'redacted':
      return 'redacted here, not where others run it';
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
  const where = `stands here${form === '' ? '' : ` ${form}`}`;
  const what = madeUp
    ? `The made-up value of ${leak.name} ${where}: a real one would have leaked.`
    : `The value of ${leak.name} ${where}.`;
  return `${what} ${leakAdvice(leak)}`;
}

/** How a value comes to such a place, and what keeps it out (Nextflow 24.10.0). */
export function leakAdvice({ name, file, form }: Leak): string {
  if (form === 'redacted') {
    return `The pipeline or a task prints it. Print its length, or nothing.`;
  }
  const path = file.replaceAll('\\', '/');
  const base = nameOf(file);
  if (path.includes('/.nextflow/cache/')) {
    return 'Nextflow keeps the scripts and settings of tasks there, to resume from. Keep the value out of those.';
  }
  switch (base) {
    case '.command.sh':
      return `The script has it in its text, as \${secrets.${name}} or !{secrets.${name}} do. Declare secret '${name}' in the process and read the variable \\$${name}.`;
    case '.command.run':
      return `A setting has it, as env.X = secrets.${name} in a config or a tag do. Declare secret '${name}' in the processes that need it.`;
    case '.command.out':
    case '.command.err':
    case '.command.log':
      return 'The task prints it, or a tool does in its messages. Silence the tool, or print something else.';
    default:
      break;
  }
  if (/^\.nextflow\.log/.test(base)) {
    return 'Nextflow logs what a pipeline prints, parameters and the output of failed tasks. Keep the value out of those.';
  }
  return /^(report|timeline|dag|trace|pipeline_info|execution_)/.test(base)
    ? 'Reports show scripts, settings and tags of tasks. Keep the value out of those.'
    : 'A task wrote it into what it publishes.';
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
