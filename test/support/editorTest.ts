import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { plainPs } from '../../src/adapters/system/processes.ts';
import { parseProcesses } from '../../src/core/runs/output/taskProcesses.ts';
import { launchBrowser, stillness, viewport } from '../../tools/vscode/page.mjs';
import { startServer } from '../../tools/vscode/server.mjs';
import { filesBelow } from './filesWith.ts';
import { test } from './test.ts';
import { requireTool } from './tools.ts';
import { testLimit, waitLimit } from './until.ts';
import { results, Workbench } from './workbench.ts';

/** A trace takes as much of a processor as all else of a test: it is for whoever looks into one. */
const traced = process.env['NFS_TRACE'] !== undefined;

interface EditorOptions {
  /** The pipeline that is copied and opened, say `samples/quickstart`. */
  readonly folder: string;
  readonly restricted?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** VS Code on a fresh copy of a pipeline. */
export interface Editor {
  readonly window: Workbench;
  /** The copy of the pipeline that is open. */
  readonly folder: string;
  /** The state folder (`XDG_STATE_HOME`) of its runs. */
  readonly state: string;
  /**
   * A second window on the same folder. It reads the secrets that were stored when it opens;
   * VS Code in a browser tells pages nothing of each other, as windows of the desktop do.
   */
  readonly openWindow: () => Promise<Workbench>;
  /**
   * Ends the server with all windows, starts it again at the same address with what it has kept, and
   * opens a window.
   */
  readonly restart: () => Promise<Workbench>;
  /** A window in another browser, which shares nothing with the first one. */
  readonly openBrowser: () => Promise<Workbench>;
  /** The store file of `nextflow secrets`, which is not there at first. */
  readonly nextflowStore: string;
  /** What the extension keeps on the server for all windows. */
  readonly storage: string;
  /** What this editor keeps on disk: settings, logs, states, the pipeline and its runs. */
  readonly home: string;
  /** The processes in which extensions of this editor run, one for each window. */
  readonly extensionHosts: () => Promise<readonly number[]>;
}

/**
 * A test in VS Code in a browser, with the extension installed from its package, on a fresh copy
 * of a pipeline. When it fails, a picture of every window and VS Code's logs stay in
 * `test-results/`, and with `NFS_TRACE` a trace. Of VS Code's own extensions it has those that tests
 * look at; `newcomer` and `start` have all.
 */
export function editorTest(
  name: string,
  options: EditorOptions,
  body: (editor: Editor) => Promise<void>,
): void {
  test(name, { timeout: testLimit }, async () => {
    const vscode = requireTool('VS Code');
    const browser = requireTool('a browser');
    const installed = requireTool('the installed extension');
    await using ends = new AsyncDisposableStack();
    const home = mkdtempSync(join(tmpdir(), 'nextflow-'));
    ends.defer(() => {
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    });
    const folder = join(home, 'pipeline');
    cpSync(options.folder, folder, { recursive: true, filter: isOurs });
    const state = join(home, 'state');
    const nextflowStore = join(home, 'nextflow/store.json');
    const own = join(home, 'vscode');
    cpSync(installed, join(own, 'server/extensions'), { recursive: true });
    const how = {
      vscode,
      home: own,
      restricted: options.restricted ?? false,
      settings: {
        'nextflowSecrets.nextflowPath': process.env['NFS_NEXTFLOW'],
        ...stillness,
        // A click on the icon of what is shown already leaves it there.
        'workbench.activityBar.iconClickBehavior': 'focus',
        // Decided, so that nothing is proposed beside what a test looks at.
        'nextflowSecrets.userStore': 'editor',
        ...options.settings,
      },
      env: { ...process.env, XDG_STATE_HOME: state, NXF_SECRETS_FILE: nextflowStore },
      lean: true,
    };
    let server = await startServer({ ...how, port: 0 });
    ends.defer(() => server.stop());
    const chrome = await launchBrowser(browser);
    ends.defer(() => chrome.close());
    const context = await chrome.newContext({ viewport });
    await traceOnDemand(context);
    const openWindow = (): Promise<Workbench> => open(context, server.url(folder));
    const restart = async (): Promise<Workbench> => {
      const port = Number(new URL(server.url(folder)).port);
      await Promise.all(context.pages().map(page => page.close()));
      await server.stop();
      server = await startServer({ ...how, port });
      return openWindow();
    };
    try {
      await body({
        window: await openWindow(),
        folder,
        state,
        openWindow,
        restart,
        home,
        openBrowser: async () => open(await chrome.newContext({ viewport }), server.url(folder)),
        nextflowStore,
        storage: join(own, 'user/User/globalStorage/nextflow-secrets.nextflow-secrets'),
        extensionHosts: () => extensionHosts(server.pid),
      });
    } catch (error) {
      await keepEvidence(name, context, join(own, 'user/logs'));
      throw error;
    }
  });
}

async function extensionHosts(server: number): Promise<readonly number[]> {
  const listed = await plainPs(['-axww', '-o', 'pid=,ppid=,stat=,lstart=,command=']);
  return parseProcesses(listed)
    .filter(({ parent, command }) => parent === server && command.includes('--type=extensionHost'))
    .map(({ pid }) => pid);
}

/** What a run left in the sample stays out of the copy. */
function isOurs(file: string): boolean {
  return !/[\\/](work|results|results-test|\.nextflow[^\\/]*)$/.test(file);
}

async function open(context: BrowserContext, url: string): Promise<Workbench> {
  const page = await context.newPage();
  page.setDefaultTimeout(waitLimit);
  const workbench = new Workbench(page);
  await page.goto(url);
  await workbench.ready();
  return workbench;
}

/** Begins the trace that is kept of a test that fails, where `NFS_TRACE` asks for it. */
export async function traceOnDemand(context: BrowserContext): Promise<void> {
  if (traced) {
    await context.tracing.start({ screenshots: true, snapshots: true });
  }
}

/** Keeps pictures, VS Code's logs and a trace of a test that failed. */
export async function keepEvidence(
  test: string,
  context: BrowserContext,
  logs?: string,
): Promise<void> {
  mkdirSync(results, { recursive: true });
  const name = join(results, `failed-${test.replaceAll(/\W+/g, '-').slice(0, 100)}`);
  for (const file of logs === undefined ? [] : filesBelow(logs)) {
    const path = join(`${name}-logs`, relative(logs ?? '', file));
    mkdirSync(dirname(path), { recursive: true });
    copyFileSync(file, path);
  }
  for (const [at, page] of context.pages().entries()) {
    await page.screenshot({ path: `${name}-${at}.png` });
  }
  if (traced) {
    await context.tracing.stop({ path: `${name}.zip` });
  }
}
