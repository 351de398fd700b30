import { type StrictParser, strictParser } from '../../core/nextflow/misuse/strictParser.ts';
import { configuredText } from '../../core/runs/backends/configuredValue.ts';
import type { IndexedFile } from './indexedFile.ts';

/** The environment that Nextflow is started from. */
export type NextflowEnvironment = Readonly<Record<string, string | undefined>>;

/**
 * Which parser reads a file, by `NXF_VER`, by what its pipeline's config asks for, and by
 * `NXF_SYNTAX_PARSER`.
 */
export function parserOf(
  { uri }: Pick<IndexedFile, 'uri'>,
  files: readonly IndexedFile[],
  { NXF_VER, NXF_SYNTAX_PARSER }: NextflowEnvironment,
): StrictParser {
  return strictParser({
    version: NXF_VER ?? null,
    required: requiredVersion(uri, files),
    parser: NXF_SYNTAX_PARSER ?? null,
  });
}

/** `manifest.nextflowVersion` of the nearest `nextflow.config` that has one, in the file's folder or above. */
function requiredVersion(uri: string, files: readonly IndexedFile[]): string | null {
  const around = files
    .filter(file => file.uri.endsWith('/nextflow.config') && uri.startsWith(folderOf(file.uri)))
    .sort((a, b) => b.uri.length - a.uri.length);
  for (const { settings } of around) {
    const always = settings.filter(({ profile }) => profile === null);
    const version = configuredText(always, 'manifest', 'nextflowVersion');
    if (version !== null) {
      return version;
    }
  }
  return null;
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/') + 1);
}
