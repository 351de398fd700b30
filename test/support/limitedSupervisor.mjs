// @ts-check
// The supervisor as it ships, in a process that may write no file longer than `ulimit -f` says: how
// long, in bytes, stands in `limit` two folders above the run's own.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const limit = readFileSync('../../limit', 'utf8');
execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${limit}:${limit}`]);
createRequire(import.meta.url)(resolve(import.meta.dirname, '../../dist/supervisor.js'));
