import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import { BrowserNotesFile } from '../../src/adapters/files/browserNotesFile.ts';
import { type SecretScope, userScope } from '../../src/core/secrets/secretScope.ts';
import { browserPage, BrowserStore } from '../../src/editor/secretStorage/browserStore.ts';
import type { Browser } from './browserPages.ts';

/** What serves pages, with the notes of them; its clock goes on by a second with whatever happens. */
export class PageServer {
  readonly #home = mkdtempSync(join(tmpdir(), 'nextflow-secrets-notes-'));
  readonly path = join(this.#home, 'storage', 'browser-secrets.json');
  readonly #owned: { dispose(): void }[] = [];
  /** How often the notes were taken to be changed. */
  during = 0;
  #time = Date.now();

  /** A window in a new page of a browser. */
  open(browser: Browser, scope: SecretScope = userScope): BrowserStore {
    return this.window(browser.openPage(), scope);
  }

  /** `opened` is when the page has read its storage, or some time before that. */
  window(
    page: vscode.SecretStorage,
    scope: SecretScope = userScope,
    opened = this.now(),
  ): BrowserStore {
    const notes = new BrowserNotesFile(this.path);
    const during = notes.during.bind(notes);
    notes.during = work => {
      this.during += 1;
      return during(work);
    };
    const store = new BrowserStore(scope, page, { notes, page: browserPage(page, opened) }, () =>
      this.now(),
    );
    this.#owned.push(notes, store);
    return store;
  }

  leave(): void {
    this.#owned.forEach(owned => {
      owned.dispose();
    });
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 5 });
  }

  now(): number {
    this.#time += 1000;
    return this.#time;
  }
}

/** Does something on a server of its own. */
export async function onServer(body: (server: PageServer) => Promise<void>): Promise<void> {
  const server = new PageServer();
  try {
    await body(server);
  } finally {
    server.leave();
  }
}
