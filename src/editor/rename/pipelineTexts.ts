import * as vscode from 'vscode';
import { analyse } from '../../core/nextflow/files/analyse.ts';
import { fileKind } from '../../core/nextflow/files/fileKind.ts';
import {
  placesInScript,
  type SecretPlace,
  type SecretPlaces,
} from '../../core/rename/placesOfSecret.ts';
import type { RenamedText } from '../../core/rename/renameProblem.ts';
import type { PipelineIndex } from '../../services/index/pipelineIndex.ts';
import { noPipeline } from '../language/indexedDocument.ts';
import { textAt } from '../language/withOpenTexts.ts';

/** More scripts beside a pipeline than that are not read. */
const most = 500;

/** The indexed files of a workspace folder (null: of none) as they stand, unsaved changes too. */
export async function pipelineTexts(
  index: PipelineIndex,
  folder: string | null,
): Promise<readonly RenamedText[]> {
  const files = index.files.filter(file => file.folder === folder);
  const texts = await Promise.all(
    files.map(async ({ uri, settings }) => {
      const text = await textOf(vscode.Uri.parse(uri));
      const kind = text === null ? null : fileKind(uri, text);
      return text === null || kind === null
        ? []
        : [{ uri, text, analysis: analyse(text, kind), settings }];
    }),
  );
  return texts.flat();
}

/** A script beside a pipeline that reads a secret's variable, or seems to. */
export interface ScriptText {
  readonly uri: string;
  readonly text: string;
  readonly places: readonly SecretPlace[];
}

/**
 * The templates of the processes that are given a secret, and the scripts of `bin` folders, which
 * any process may start: so what these have is never certain.
 */
export async function scriptTexts(
  folder: string | null,
  name: string,
  { templates, given }: SecretPlaces,
): Promise<readonly ScriptText[]> {
  if (given.length === 0) {
    return [];
  }
  const read = async (uri: vscode.Uri, template: boolean, sure: boolean) => {
    const text = await textOf(uri);
    const uses = text === null ? [] : placesInScript(uri.toString(), text, name, { template });
    const places = uses
      .filter(use => template || use.sure)
      .map(use => ({ uri: uri.toString(), span: use.span, sure: sure && use.sure }));
    return text === null || places.length === 0 ? [] : [{ uri: uri.toString(), text, places }];
  };
  const used = templates.flatMap(({ script, name: file, sure }) =>
    [
      vscode.Uri.joinPath(vscode.Uri.parse(script), '..'),
      ...(folder === null ? [] : [vscode.Uri.parse(folder)]),
    ].map(around => ({ uri: vscode.Uri.joinPath(around, 'templates', file), sure })),
  );
  const once = new Map(used.map(template => [template.uri.toString(), template]));
  const bin =
    folder === null
      ? []
      : await vscode.workspace.findFiles(
          new vscode.RelativePattern(vscode.Uri.parse(folder), '**/bin/*'),
          noPipeline,
          most,
        );
  const found = await Promise.all([
    ...[...once.values()].map(({ uri, sure }) => read(uri, true, sure)),
    ...bin.map(uri => read(uri, false, false)),
  ]);
  return found.flat();
}

/** Null where there is none, or it is no text. */
async function textOf(uri: vscode.Uri): Promise<string | null> {
  try {
    const text = await textAt(uri);
    return text.includes('\0') ? null : text;
  } catch {
    return null; // It is not there, which a template need not be in both of its places.
  }
}
