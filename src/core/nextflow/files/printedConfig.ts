import { parseSecretName } from '../../secrets/secretName.ts';

/**
 * Stands for the value of a secret while Nextflow is asked. It is what 23.10.1 to 25.04.4 print of
 * `secrets.X` themselves, so that forms of which they print the value read the same.
 */
export function madeUpValue(name: string): string {
  return `secrets.${name}`;
}

/** What Nextflow writes beside a config: 24.10.0 on the same stream. */
const notice = /^(?:WARN|NOTE|INFO|ERROR|Downloading|N E X T F L O W|Picked up)\b.*$/gm;

/** What `nextflow config -flat` prints, without what is no config: settings that a config may have. */
export function flatConfig(printed: string): string {
  return printed.replaceAll('\r', '').replace(notice, it => ' '.repeat(it.length));
}

/** A secret that a printed text has instead of its value. */
export interface PrintedSecret {
  readonly name: string;
  /** Index of the name. */
  readonly at: number;
}

/**
 * The secrets whose words stand in a printed config: `env.X = 'secrets.X'`, `'Bearer secrets.X'`. In
 * the middle of a word they may be a file's (`/conf/secrets.json`), unless something else names them.
 */
export function printedSecrets(flat: string, known: ReadonlySet<string>): readonly PrintedSecret[] {
  return [...flat.matchAll(/secrets\.(\w+)/g)].flatMap(({ index, 1: name = '' }) => {
    const apart = !/[\w/.$-]/.test(flat.charAt(index - 1));
    return known.has(name) || (apart && parseSecretName(name).ok)
      ? [{ name, at: index + 'secrets.'.length }]
      : [];
  });
}

/** Characters of a reason that people read. */
const longestReason = 200;

/** Why Nextflow did not print a config, in its own words. */
export function printProblem(out: string, error: string): string {
  const lines = `${error}\n${out}`
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !/^(?:WARN|NOTE|Picked up|at )/.test(line));
  const line = lines.find(line => /^(?:ERROR|Error)\b/.test(line)) ?? lines[0] ?? 'it says nothing';
  return line.replace(/^ERROR ~ /, '').slice(0, longestReason);
}
