import { analyse } from '../../src/core/nextflow/files/analyse.ts';
import type { RenamedText } from '../../src/core/rename/renameProblem.ts';
import { folder } from './catalogs.ts';

/** The files of a pipeline by their names, as they are read for a rename. */
export function pipelineOf(texts: Readonly<Record<string, string>>): readonly RenamedText[] {
  return Object.entries(texts).map(([name, text]) => {
    const analysis = analyse(text, name.endsWith('.config') ? 'config' : 'script');
    return { uri: `${folder}/${name}`, text, analysis, settings: analysis.settings };
  });
}
