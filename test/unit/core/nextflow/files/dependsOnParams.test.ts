import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../../../src/core/nextflow/files/analyse.ts';
import { dependsOnParams } from '../../../../../src/core/nextflow/files/dependsOnParams.ts';

/** A config, the params that a launch gives, and whether these decide on its tasks or secrets. */
const cases: readonly (readonly [string, readonly string[], boolean])[] = [
  ['process.executor = params.where', ['where'], true],
  ['process.executor = params.where', ['input'], false],
  ['process.executor = params.where', [], false],
  ["process.executor = params['where'] ?: 'local'", ['where'], true],
  ['process { withName: P { container = "x/${params.tag}" } }', ['tag'], true],
  ["includeConfig params.base ?: 'x.config'", ['base'], true],
  ['if (params.cloud) { process.executor = "awsbatch" }', ['cloud'], true],
  ['def where = params.where\nprocess.executor = where', ['where'], true],
  ['params.queue = "q-${params.site}"\nprocess.queue = params.queue', ['site'], true],
  ['aws.region = params[params.which]', ['anything'], true],
  ['trace.file = "${params.outdir}/trace.txt"', ['outdir'], false],
  ['process.publishDir = [path: "${params.outdir}/x"]', ['outdir'], false],
  ['process.beforeScript = { "echo ${params.outdir}" }', ['outdir'], false],
  ["params.outdir = 'x'\nparams { where = 'y' }\nprocess.queue = 'q'", ['outdir', 'where'], false],
  ['// params.where\nprocess.queue = "params.where"', ['where'], false],
];

for (const [config, given, expected] of cases) {
  test(`${config.replaceAll('\n', '; ')} with ${given.join() || 'no params'}: ${expected}`, () => {
    const { settings } = analyse(config, 'config');
    assert.equal(dependsOnParams([{ text: config, settings }], given), expected);
  });
}

/** Configs of which only Nextflow can tell all, and others. */
const computed: readonly (readonly [string, boolean])[] = [
  ['', false],
  ["process { executor = 'slurm'; withName: 'A' { queue = \"q\" } }", false],
  ["process.secret = ['A', 'B']\nprocess.beforeScript = { \"x ${task.name}\" }", false],
  ["plugins { id 'nf-schema@2.0.0' }\nparams { x = 1\n y = params.x + 1 }", false],
  ["profiles { a { includeConfig 'x.config' } }\nprocess.memory = 4.GB", false],
  ["process { withLabel: net { cpus = { 2 * task.attempt } } }\nenv { A = 'x' }", false],
  ['process.container = "x/${params.tag}"', true],
  ['process.executor = params.where', true],
  ["process.secret = params.s ? ['A'] : []", true],
  ['includeConfig "${params.base}.config"', true],
  ["if (true) process.executor = 'slurm'", true],
  ["try { includeConfig 'x.config' } catch (Exception e) { }", true],
  ["def q = 'long'\nprocess.queue = q", true],
  ["process { secret 'A' }", true],
];

for (const [config, expected] of computed) {
  test(`only Nextflow can tell all of ${config.replaceAll('\n', '; ') || 'nothing'}: ${expected}`, () => {
    assert.equal(analyse(config, 'config').computed, expected);
  });
}
