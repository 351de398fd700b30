import { shellPlaceholders } from '../../../core/nextflow/groovy/shellPlaceholders.ts';
import type { Include } from '../../../core/nextflow/scan/findIncludes.ts';
import type { ProcessBlock } from '../../../core/nextflow/scan/scriptBlocks.ts';
import { indexAs, type IndexedFile } from '../indexedFile.ts';
import { withoutBeginning, withReferences } from '../withReferences.ts';
import type { Reached } from './reached.ts';

/** A template of a run, and the processes that name it; null for code outside of processes. */
export interface Template {
  readonly uri: string;
  readonly text: string;
  readonly of: Set<ProcessBlock | null>;
}

const quotes = '"""';

/** The process that names a template: the last one whose name stands before. */
export function processOfTemplate(
  { processes }: IndexedFile,
  { span }: Include,
): ProcessBlock | null {
  return processes.findLast(its => its.span.start <= span.start) ?? null;
}

/** Each as the script of a process that names it, of one that the run comes to where there is one. */
export function templateFiles(
  templates: Iterable<Template>,
  folder: string | null,
  reached: Reached | null,
): readonly IndexedFile[] {
  return [...templates].map(template => {
    const all = [...template.of];
    const of = all.find(its => its === null || reached?.processes.has(its)) ?? all[0] ?? null;
    return indexTemplate(template, folder, of);
  });
}

/**
 * Analyses a template, which Nextflow reads as the text of one string: the `script:` or the `shell:`
 * of a process.
 */
function indexTemplate(
  { uri, text }: Pick<Template, 'uri' | 'text'>,
  folder: string | null,
  of: ProcessBlock | null,
): IndexedFile {
  const filled = of?.kind === 'shell' ? placeholdersAlone(text) : text;
  const quoted = `${quotes}${filled.replaceAll(quotes, "'''")}${quotes}`;
  const file = indexAs('script', uri, folder, quoted);
  const place = of && ({ kind: 'process', process: of.name, script: true } as const);
  const inProcess = withReferences(file, each => (place ? { ...each, place } : each));
  return { ...withoutBeginning(inProcess, quotes.length), processes: of ? [of] : [] };
}

/** A text whose `!{…}` are as `${…}`, each in its place and with nothing else between them. */
function placeholdersAlone(text: string): string {
  let filled = '';
  const blankTo = (end: number): string => text.slice(filled.length, end).replaceAll(/[^\n]/g, ' ');
  for (const { start, end } of shellPlaceholders(text)) {
    filled += `${blankTo(start - 2)}\${${text.slice(start, end)}}`;
  }
  return filled + blankTo(text.length);
}
