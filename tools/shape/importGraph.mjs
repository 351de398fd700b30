// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** Which file or folder imports which. @typedef {ReadonlyMap<string, ReadonlySet<string>>} Graph */

/**
 * The imports between the TypeScript files below a folder, imports of types among them.
 * @param {string} root  say `src`
 * @returns {Graph}
 */
export function importGraph(root) {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => join(root, name));
  return new Map(files.map(file => [file, importsOf(file)]));
}

/** @param {string} file */
function importsOf(file) {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
  const own = importedFiles.map(({ fileName }) => fileName).filter(name => name.startsWith('.'));
  return new Set(own.map(name => normalize(join(dirname(file), name))));
}

/**
 * The same between the folders that hold the files themselves.
 * @param {Graph} files
 * @returns {Graph}
 */
export function folderGraph(files) {
  /** @type {Map<string, Set<string>>} */
  const folders = new Map();
  for (const [file, imported] of files) {
    const folder = dirname(file);
    const others = folders.get(folder) ?? new Set();
    folders.set(folder, others);
    for (const other of imported) {
      if (dirname(other) !== folder) {
        others.add(dirname(other));
      }
    }
  }
  return folders;
}

/**
 * The groups of which each member imports each other one, by way of others too.
 * @param {Graph} graph
 */
export function circlesOf(graph) {
  const reached = new Map([...graph.keys()].map(node => [node, reachedFrom(graph, node)]));
  /** @type {string[][]} */
  const circles = [];
  for (const [node, others] of reached) {
    if (others.has(node) && !circles.some(circle => circle.includes(node))) {
      circles.push([...others].filter(other => reached.get(other)?.has(node)).sort());
    }
  }
  return circles;
}

/** @param {Graph} graph @param {string} from */
function reachedFrom(graph, from) {
  const reached = new Set();
  const next = [...(graph.get(from) ?? [])];
  for (let node = next.pop(); node !== undefined; node = next.pop()) {
    if (!reached.has(node)) {
      reached.add(node);
      next.push(...(graph.get(node) ?? []));
    }
  }
  return reached;
}
