import * as vscode from 'vscode';
import { mayBeNextflows } from '../../core/nextflow/files/fileKind.ts';
import { isLeftOut } from '../../core/nextflow/isLeftOut.ts';
import type { Subscription } from '../../services/async/event.ts';
import type { IndexedFile } from '../../services/index/indexedFile.ts';
import type { PipelineIndex } from '../../services/index/pipelineIndex.ts';
import type { Log } from '../../services/ports/log.ts';
import { contextKeys } from '../ids.ts';
import { setContext } from '../ui/setContext.ts';
import { indexed, indexedDocument, noPipeline } from './indexedDocument.ts';
import { readText } from './readText.ts';

const pattern = '{**/*.nf,**/*.config,**/lib/**/*.groovy}';
/** The same below a folder `lib`. */
const patternInLib = '**/*.{nf,config,groovy}';
/** Files at a time, so that the editor stays quick. */
const batch = 20;

/** Keeps the index in step with the workspace: all of it once, then what changes, wherever it does. */
export class WorkspaceIndexer {
  readonly #index: PipelineIndex;
  readonly #log: Log;
  readonly #owned: readonly Subscription[];
  #attempt = Symbol();

  constructor(index: PipelineIndex, log: Log) {
    this.#index = index;
    this.#log = log;
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    // Of a folder that comes or goes as a whole, nothing is said of the files in it.
    const folders = vscode.workspace.createFileSystemWatcher('**/*', false, true);
    const read = (uri: vscode.Uri): void => {
      void this.#read(uri);
    };
    this.#owned = [
      watcher,
      watcher.onDidCreate(read),
      watcher.onDidChange(read),
      watcher.onDidDelete(uri => {
        index.delete(uri.toString());
      }),
      folders,
      folders.onDidCreate(uri => {
        void this.#readBelow(uri);
      }),
      folders.onDidDelete(uri => {
        index.deleteBelow(uri.toString());
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        this.#take(document);
      }),
      vscode.workspace.onDidOpenTextDocument(document => {
        this.#take(document);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (isOurs(uri)) {
          read(uri); // What was not saved is gone.
        } else {
          index.delete(uri.toString());
        }
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        void this.readAll();
      }),
      index.onDidChange(() => {
        const has = index.files.some(({ uri }) => uri.endsWith('.nf'));
        setContext({ [contextKeys.hasPipeline]: has });
      }),
    ];
  }

  /** Reads the whole workspace, what is open first. A newer call takes over from this one. */
  async readAll(): Promise<void> {
    const attempt = (this.#attempt = Symbol());
    this.#index.setComplete(false);
    vscode.workspace.textDocuments.forEach(document => {
      this.#take(document);
    });
    const files = await vscode.workspace.findFiles(pattern, noPipeline);
    const known = new Set(
      [...files, ...vscode.workspace.textDocuments.map(({ uri }) => uri)].map(String),
    );
    for (const { uri } of this.#index.files) {
      if (!known.has(uri)) {
        this.#index.delete(uri);
      }
    }
    for (let at = 0; at < files.length; at += batch) {
      const read = files.slice(at, at + batch).map(uri => this.#load(uri));
      const loaded = (await Promise.all(read)).filter(file => file !== null);
      if (attempt !== this.#attempt) {
        return;
      }
      // What an editor has changed meanwhile is newer than the disk.
      this.#index.set(...loaded.filter(({ uri }) => !isDirty(uri)));
    }
    this.#index.setComplete(true);
  }

  dispose(): void {
    this.#attempt = Symbol();
    this.#owned.forEach(owned => {
      owned.dispose();
    });
  }

  /** The text in an editor wins over the one on disk. */
  #take(document: vscode.TextDocument): void {
    if (isOurs(document.uri) || isLoose(document.uri)) {
      const file = indexedDocument(document);
      if (file) {
        this.#index.set(file);
      } else {
        this.#index.delete(document.uri.toString());
      }
    }
  }

  async #read(uri: vscode.Uri): Promise<void> {
    if (!isOurs(uri)) {
      return;
    }
    const file = await this.#load(uri);
    if (isDirty(uri.toString())) {
      return;
    }
    if (file) {
      this.#index.set(file);
    } else {
      this.#index.delete(uri.toString());
    }
  }

  /** Reads the files of a folder that has come whole, say by a checkout of another branch. */
  async #readBelow(uri: vscode.Uri): Promise<void> {
    const root = vscode.workspace.getWorkspaceFolder(uri)?.uri.path;
    if (mayBeNextflows(uri.path) || isLeftOut(`${uri.path}/`, root) || !(await isFolder(uri))) {
      return;
    }
    const files = await vscode.workspace.findFiles(
      new vscode.RelativePattern(uri, isInLib(uri) ? patternInLib : pattern),
      noPipeline,
    );
    await Promise.all(files.map(file => this.#read(file)));
  }

  /** A file on disk; null where it is not Nextflow's, or not there any more. */
  async #load(uri: vscode.Uri): Promise<IndexedFile | null> {
    try {
      return indexed(uri, await readText(uri));
    } catch (error) {
      this.#log.debug(`${uri.toString()} cannot be read: ${String(error)}`);
      return null;
    }
  }
}

/** Whether the index is to hold a file: one of a folder of ours, and no task's. */
function isOurs(uri: vscode.Uri): boolean {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return folder !== undefined && mayBeNextflows(uri.path) && !isLeftOut(uri.path, folder.uri.path);
}

/** A file of no workspace folder, held for as long as it is open; not an old version of one. */
function isLoose(uri: vscode.Uri): boolean {
  return (
    vscode.workspace.getWorkspaceFolder(uri) === undefined &&
    ['file', 'untitled'].includes(uri.scheme) &&
    mayBeNextflows(uri.path)
  );
}

const isInLib = ({ path }: vscode.Uri): boolean => /\/lib(?:\/|$)/.test(path);

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type === vscode.FileType.Directory;
  } catch {
    return false; // It is gone again.
  }
}

/** Whether an editor holds another text of a file than the disk. */
function isDirty(uri: string): boolean {
  return vscode.workspace.textDocuments.some(
    document => document.uri.toString() === uri && document.isDirty && !document.isClosed,
  );
}
