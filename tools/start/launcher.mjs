// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { java } from '../provision/java.mjs';
import { nextflow } from '../provision/nextflow.mjs';
import { MissingTool, outputOf, say } from '../provision/shell.mjs';

/** What a start in another environment would lose of ours; what it has of its own goes first. */
const kept = ['NXF_HOME', 'NXF_JAVA_HOME', 'NXF_VER', 'NXF_OFFLINE', 'NXF_PLUGINS_DIR'];

/**
 * Writes a `nextflow` into this folder that runs on this machine whatever its environment is: an
 * extension host of the desktop may have the environment of a login shell, or of a window that was
 * open before. Null, with the reason said, where no Nextflow can be had; only launching needs it.
 * @param {string} folder
 */
export async function writeLauncher(folder) {
  // Whoever starts us in a terminal of an earlier start has it on the PATH.
  const path = (process.env['PATH'] ?? '').split(delimiter).filter(place => place !== folder);
  process.env['PATH'] = path.join(delimiter);
  try {
    const program = await nextflow();
    const lines = [...(await javaFor(program)), ...kept.flatMap(name => ours(name))];
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'nextflow');
    const text = ['#!/bin/sh', '# Written by npm start.', ...lines, `exec ${quote(program)} "$@"`];
    writeFileSync(file, `${text.join('\n')}\n`, { mode: 0o755 });
    return file;
  } catch (error) {
    if (!(error instanceof MissingTool)) {
      throw error;
    }
    say(`${error.message} Launching pipelines will not work until then.`);
    return null;
  }
}

/** A Nextflow that runs as it is has its own. @param {string} program */
async function javaFor(program) {
  try {
    return [`export JAVA_CMD=${quote(await java())}`];
  } catch (error) {
    if (error instanceof MissingTool && outputOf(program, ['-version']) !== null) {
      return [];
    }
    throw error;
  }
}

/** @param {string} name */
function ours(name) {
  const value = process.env[name];
  return value ? [`[ -n "\${${name}-}" ] || export ${name}=${quote(value)}`] : [];
}

/** A word of a shell. @param {string} text */
const quote = text => `'${text.replaceAll("'", `'\\''`)}'`;
