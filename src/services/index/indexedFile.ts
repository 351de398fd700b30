import type { PlacedSetting } from '../../core/nextflow/files/activeSettings.ts';
import { analyse } from '../../core/nextflow/files/analyse.ts';
import { fileKind, isDoubtful } from '../../core/nextflow/files/fileKind.ts';
import { LineMap, type LineRange } from '../../core/nextflow/groovy/span.ts';
import type { Include } from '../../core/nextflow/scan/findIncludes.ts';
import type { ProcessBlock } from '../../core/nextflow/scan/processBlock.ts';
import type { Reference } from '../../core/nextflow/scan/reference.ts';

/** What the index keeps of one file; the text itself is not kept. */
export interface IndexedFile {
  /** The file's URI, say `file:///home/ada/rnaseq/main.nf`. */
  readonly uri: string;
  /** URI of the workspace folder that holds it, or null. */
  readonly folder: string | null;
  /** Whether only its surroundings can tell if it is Nextflow's. */
  readonly doubtful: boolean;
  readonly references: readonly Reference[];
  /** Where each reference stands, in the same order. */
  readonly ranges: readonly LineRange[];
  readonly settings: readonly PlacedSetting[];
  readonly processes: readonly ProcessBlock[];
  readonly includes: readonly Include[];
  /** Whether a script has an entry workflow, which has no name. */
  readonly entry: boolean;
  /** Of a config: the names in its `profiles` scope. */
  readonly profiles: readonly string[];
}

/** Analyses a file for the index; null where it is not Nextflow's. */
export function indexFile(uri: string, folder: string | null, text: string): IndexedFile | null {
  const kind = fileKind(uri, text);
  if (!kind) {
    return null;
  }
  const bare = text.replace(/^\ufeff/, '');
  const lines = new LineMap(bare);
  const { references, settings, processes, includes, entry, profiles } = analyse(bare, kind);
  return {
    uri,
    folder,
    doubtful: isDoubtful(uri, text),
    references,
    ranges: references.map(({ span }) => lines.range(span)),
    settings: settings.map(setting => ({
      ...setting,
      uri,
      line: lines.at(setting.span.start).line,
    })),
    processes,
    includes,
    entry: entry !== null,
    profiles,
  };
}
