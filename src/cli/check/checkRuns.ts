import { isAbsolute, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { naturalOrder } from '../../core/naturalOrder.ts';
import { fileUri } from '../../core/nextflow/fileUri.ts';
import type { Catalog } from '../../core/secrets/catalog.ts';
import type { EntryScript } from '../../services/index/entryScripts.ts';
import { type NextflowEnvironment, parserOf } from '../../services/index/parserOf.ts';
import { readRunModel } from '../../services/index/runModel/readRunModel.ts';
import type { RunModel } from '../../services/index/runModel/runModel.ts';
import { WorkspaceFindings } from '../../services/index/workspaceFindings.ts';
import { plainLaunch } from '../../services/launch/pipelineReader.ts';
import type { FolderPipelines } from '../shared/folderPipelines.ts';
import type { CheckFinding, CheckGap, CheckReport } from './checkReport.ts';
import { runFindings } from './runFindings.ts';

/** Which runs are checked, and what they would find. */
export interface RunsToCheck {
  readonly pipelines: FolderPipelines;
  readonly entries: readonly EntryScript[];
  /** Null for whatever any of them would read. */
  readonly profiles: readonly string[] | null;
  /** Absolute paths of the configs of `-c`. */
  readonly configs: readonly string[];
  readonly catalog: Catalog;
  /** Where the command was started: paths are relative to it. */
  readonly from: string;
  /** The environment that a run would have. */
  readonly env: NextflowEnvironment;
}

/** Finds what the editor would find in what the runs read, each place once. */
export async function checkRuns(runs: RunsToCheck): Promise<CheckReport> {
  const { pipelines, entries, catalog, from, env } = runs;
  const labelOf = (uri: string): string => labelFrom(from, fileURLToPath(uri));
  const analysed = new WorkspaceFindings(file => parserOf(file, pipelines.index.files, env));
  const findings = new Merged<CheckFinding>();
  const gaps = new Merged<CheckGap>();
  for (const entry of entries) {
    const label = labelOf(entry.uri);
    const model = await modelOf(entry, runs);
    for (const { file, range, code, severity, message, name } of runFindings(
      model,
      analysed,
      catalog,
    )) {
      const { line, column, endLine, endColumn } = range;
      const place = { file: labelOf(file.uri), line, column, endLine, endColumn };
      findings.add({ ...place, code, severity, message, name }, label);
    }
    for (const { kind, uri, line, target } of model.gaps) {
      gaps.add({ file: labelOf(uri), line, kind, target }, label);
    }
  }
  return {
    from,
    entries: entries.map(({ uri }) => labelOf(uri)),
    findings: [...findings.rows].sort(byPlace),
    gaps: gaps.rows,
    unreadable: pipelines.unreadable.map(({ path, reason }) => ({
      file: labelFrom(from, join(fileURLToPath(pipelines.folder), path)),
      reason,
    })),
    known: catalog.scopes.length > 0,
  };
}

async function modelOf(
  entry: EntryScript,
  { pipelines: { index, source }, profiles, configs }: RunsToCheck,
): Promise<RunModel> {
  const plain = plainLaunch(entry, source);
  const launch = {
    ...plain,
    profiles,
    configs: [...new Set([...plain.configs, ...configs.map(fileUri)])],
  };
  return readRunModel(index, source, launch);
}

/** Relative to where the command was started; what lies elsewhere is named in full. */
function labelFrom(from: string, path: string): string {
  const label = relative(from, path);
  const isBelow = label !== '..' && !label.startsWith(`..${sep}`) && !isAbsolute(label);
  return (isBelow ? label : path).split(sep).join('/');
}

function byPlace(a: CheckFinding, b: CheckFinding): number {
  return naturalOrder(a.file, b.file) || a.line - b.line || a.column - b.column;
}

/** Rows that several runs come to, once each, with the runs. */
class Merged<Row extends { readonly entries: readonly string[] }> {
  readonly #rows = new Map<string, { readonly row: Omit<Row, 'entries'>; entries: string[] }>();

  add(row: Omit<Row, 'entries'>, entry: string): void {
    const key = JSON.stringify(row);
    const known = this.#rows.get(key) ?? { row, entries: [] };
    known.entries.push(entry);
    this.#rows.set(key, known);
  }

  get rows(): readonly Row[] {
    return [...this.#rows.values()].map(
      ({ row, entries }) => ({ ...row, entries }) as unknown as Row,
    );
  }
}
