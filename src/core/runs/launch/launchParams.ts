import type { ParamValue } from '../../nextflow/files/fixedParams.ts';
import { paramNames } from './commandLine.ts';

/** The params of a launch by their names, say `site.name`; undefined where the value is not known. */
export type LaunchParams = ReadonlyMap<string, ParamValue | undefined>;

/** The params that extra arguments and the texts of params files give; those of arguments win. */
export function launchParams(words: readonly string[], files: readonly string[]): LaunchParams {
  return new Map([...files.flatMap(paramsOfFile), ...paramsOfWords(words)]);
}

/**
 * `--site lab`, `--max.cpus=4`, and `--fast`, which is true. To configs a `--max-cpus` is not
 * `maxCpus` (24.10.0).
 */
function paramsOfWords(words: readonly string[]): readonly (readonly [string, ParamValue])[] {
  return words.flatMap((word, at) => {
    const [, name, text] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) {
      return [];
    }
    const next = words[at + 1];
    const given = text ?? (next !== undefined && isValue(next) ? next : 'true');
    return [[name, typed(given)]];
  });
}

function isValue(word: string): boolean {
  return word.length === 1 || !word.startsWith('-') || !Number.isNaN(Number(word));
}

/** What Nextflow makes of a text on its command line (23.10.1 to 25.04.4). */
function typed(text: string): ParamValue {
  if (/^(?:true|false)$/i.test(text)) {
    return text.toLowerCase() === 'true';
  }
  return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(text) ? Number(text) : text;
}

function paramsOfFile(text: string): readonly (readonly [string, ParamValue | undefined])[] {
  try {
    return entriesOf(JSON.parse(text), '');
  } catch {
    return paramsOfYaml(text);
  }
}

function entriesOf(
  value: unknown,
  name: string,
): readonly (readonly [string, ParamValue | undefined])[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([key, each]) =>
      entriesOf(each, name === '' ? key : `${name}.${key}`),
    );
  }
  return [[name, isKnown(value) ? value : undefined]];
}

/** Nextflow fills in `${projectDir}` and its like, and a long fraction it reads as another number. */
function isKnown(value: unknown): value is ParamValue {
  return typeof value === 'string'
    ? !value.includes('$')
    : value === null || typeof value === 'boolean' || Number.isSafeInteger(value);
}

/**
 * The plain lines of a file in YAML, `site: lab`. Of all else the names are known alone: a value may
 * go on, or mean something else than it says.
 */
function paramsOfYaml(text: string): readonly (readonly [string, ParamValue | undefined])[] {
  const known = text.split(/\r?\n/).flatMap((line, at, lines) => {
    const [, name, value] = /^([A-Za-z_]\w*): +(\S.*?)\s*$/.exec(line) ?? [];
    const goesOn = /^\s+\S/.test(lines[at + 1] ?? '');
    return name === undefined || value === undefined || goesOn
      ? []
      : [[name, scalar(value)] as const];
  });
  return [...paramNames(text).map(name => [name, undefined] as const), ...known];
}

function scalar(text: string): ParamValue | undefined {
  const quoted = /^'([^'$]*)'$|^"([^"\\$]*)"$/.exec(text);
  if (quoted) {
    return quoted[1] ?? quoted[2] ?? '';
  }
  if (/^(?:true|false)$/.test(text)) {
    return text === 'true';
  }
  if (/^(?:0|-?[1-9]\d{0,14})$/.test(text)) {
    return Number(text);
  }
  const plain = /^[A-Za-z/][\w./@+-]*$/.test(text);
  return plain && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text) ? text : undefined;
}
