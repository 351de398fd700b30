import * as vscode from 'vscode';
import { listed, plural } from '../../core/count.ts';
import { naturalOrder } from '../../core/naturalOrder.ts';
import { LineMap } from '../../core/nextflow/groovy/span.ts';
import { placesOfSecret, type SecretPlace } from '../../core/rename/placesOfSecret.ts';
import { renameProblem } from '../../core/rename/renameProblem.ts';
import type { CatalogService } from '../../services/catalog/catalogService.ts';
import { entryScripts, includersOf } from '../../services/index/entryScripts.ts';
import { joinedFolders } from '../../services/index/joinedFolders.ts';
import type { PipelineIndex } from '../../services/index/pipelineIndex.ts';
import { pipelineTexts, scriptTexts } from './pipelineTexts.ts';

/** What a rename in code stands on. */
export interface CodeRenameDeps {
  readonly catalog: CatalogService;
  readonly index: PipelineIndex;
}

/** A rename of a secret in the code of workspace folders, which can be asked about and then done. */
export class CodeRename {
  readonly from: string;
  readonly places: readonly SecretPlace[];
  /** URIs of the folders; null stands for files of none. */
  readonly folders: readonly (string | null)[];
  /** Those of them that nobody asked for, but whose pipelines have files in common with these. */
  readonly #joined: readonly (string | null)[];
  readonly #read: readonly Read[];
  readonly #deps: CodeRenameDeps;

  /** See {@link CodeRename.of}. */
  constructor(
    deps: CodeRenameDeps,
    from: string,
    asked: readonly (string | null)[],
    read: readonly Read[],
  ) {
    this.from = from;
    this.folders = read.map(({ folder }) => folder);
    this.#joined = this.folders.filter(folder => !asked.includes(folder));
    this.#deps = deps;
    this.#read = read;
    this.places = read.flatMap(({ places }) => places);
  }

  /**
   * Reads where the code of the folders has a secret, and that of others whose pipelines include
   * files of these, or have files that these include.
   */
  static async of(
    deps: CodeRenameDeps,
    from: string,
    asked: readonly (string | null)[],
  ): Promise<CodeRename> {
    const folders = joinedFolders(deps.index, from, asked);
    const read = await Promise.all(folders.map(folder => readFolder(deps, from, folder)));
    return new CodeRename(deps, from, asked, read);
  }

  /** Say `5 places of 3 files`. */
  get extent(): string {
    const files = new Set(this.places.map(({ uri }) => uri)).size;
    return plural(
      this.places.length,
      plural(
        files,
        vscode.l10n.t('1 place of 1 file'),
        vscode.l10n.t('1 place of {0} files', files),
      ),
      plural(
        files,
        vscode.l10n.t('{0} places of 1 file', this.places.length),
        vscode.l10n.t('{0} places of {1} files', this.places.length, files),
      ),
    );
  }

  /** What changes besides what was asked for, for people: sentences. */
  get reach(): readonly string[] {
    return [this.#elsewhere(), this.#shared()].filter(sentence => sentence !== '');
  }

  /** What nobody can see in the code, for people: sentences. */
  get remarks(): readonly string[] {
    const silent = [...new Set(this.#read.flatMap(read => read.silent))];
    const dynamic = this.#read.reduce((sum, read) => sum + read.dynamic, 0);
    return [
      ...this.reach,
      ...(silent.length === 0
        ? []
        : [
            plural(
              silent.length,
              vscode.l10n.t(
                '{0} declares it without naming the variable: a program may read it by its old name.',
                silent.join(', '),
              ),
              vscode.l10n.t(
                '{0} declare it without naming the variable: a program may read it by its old name.',
                silent.join(', '),
              ),
            ),
          ]),
      ...(dynamic === 0
        ? []
        : [
            plural(
              dynamic,
              vscode.l10n.t('1 place uses names that are known only at run time.'),
              vscode.l10n.t('{0} places use names that are known only at run time.', dynamic),
            ),
          ]),
    ];
  }

  /** Why the secret cannot get this name, for people; null where it can. */
  problem(to: string): string | null {
    const { current } = this.#deps.catalog;
    for (const { folder, texts } of this.#read) {
      const problem = renameProblem(this.from, to, texts, current.forFolder(folder));
      if (problem !== null) {
        return problem;
      }
    }
    return this.#read.length === 0 ? renameProblem(this.from, to, [], current) : null;
  }

  /** The change; what is not certain is shown and asked for first. */
  edit(to: string): vscode.WorkspaceEdit {
    const edit = new vscode.WorkspaceEdit();
    const lines = new Map<string, LineMap>();
    for (const read of this.#read) {
      for (const { uri, text } of [...read.texts, ...read.scripts]) {
        lines.set(uri, new LineMap(text));
      }
    }
    for (const { uri, span, sure } of this.places) {
      const place = lines.get(uri)?.range(span);
      if (place) {
        const range = new vscode.Range(
          place.line - 1,
          place.column - 1,
          place.endLine - 1,
          place.endColumn - 1,
        );
        const label = vscode.l10n.t('May be the variable {0}', this.from);
        const asked = sure ? undefined : { needsConfirmation: true, label };
        edit.replace(vscode.Uri.parse(uri), range, to, asked);
      }
    }
    return edit;
  }

  /** Which folders change that nobody asked for: a sentence, or nothing. */
  #elsewhere(): string {
    const names = this.#joined.flatMap(folder =>
      folder === null
        ? []
        : (vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(folder))?.name ?? []),
    );
    return names.length === 0
      ? ''
      : vscode.l10n.t('A pipeline also includes files of {0}, so its code changes.', listed(names));
  }

  /** Which pipelines a change of their common files is one of: a sentence, or nothing. */
  #shared(): string {
    const { index } = this.#deps;
    const entries = entryScripts(index);
    const changed = new Set(this.places.map(({ uri }) => uri));
    const pipelines = new Set(
      [...changed].flatMap(uri => includersOf(index, entries, uri)).map(({ uri }) => uri),
    );
    const paths = [...pipelines].map(uri => vscode.workspace.asRelativePath(vscode.Uri.parse(uri)));
    return paths.length < 2
      ? ''
      : vscode.l10n.t('{0} change together.', listed(paths.sort(naturalOrder)));
  }
}

type Read = Awaited<ReturnType<typeof readFolder>>;

async function readFolder({ index }: CodeRenameDeps, name: string, folder: string | null) {
  const texts = await pipelineTexts(index, folder);
  const found = placesOfSecret(texts, name);
  const scripts = await scriptTexts(folder, name, found);
  const dynamic = texts.flatMap(({ analysis }) =>
    analysis.references.filter(reference => reference.name === null),
  ).length;
  return {
    folder,
    texts,
    scripts,
    places: [...found.places, ...scripts.flatMap(({ places }) => places)],
    silent: found.silent,
    dynamic,
  };
}
