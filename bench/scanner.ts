import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { analyse } from '../src/core/nextflow/files/analyse.ts';
import { lex } from '../src/core/nextflow/groovy/lex.ts';
import { Catalog } from '../src/core/secrets/catalog.ts';
import { DocumentCache } from '../src/services/index/documentCache.ts';
import type { IndexedFile } from '../src/services/index/indexedFile.ts';
import { WorkspaceFindings } from '../src/services/index/workspaceFindings.ts';
import { compareInTurns, median, timeOf } from './measure.ts';

const script = readFileSync('samples/quickstart/main.nf', 'utf8');

/** A process as most are, which has nothing to do with secrets. */
const sortProcess = (name: string): string => `
process ${name} {
    tag "$meta.id"
    label 'process_medium'
    conda "\${moduleDir}/environment.yml"
    container 'quay.io/biocontainers/samtools:1.21--h50ea8bc_0'

    input:
    tuple val(meta), path(reads), path(index)

    output:
    tuple val(meta), path("*.bam"), emit: bam
    path "versions.yml"           , emit: versions

    when:
    task.ext.when == null || task.ext.when

    script:
    def args = task.ext.args ?: '' // As the config says.
    def prefix = task.ext.prefix ?: "\${meta.id}"
    """
    samtools sort $args -@ \${task.cpus - 1} -o \${prefix}.bam -T $prefix $reads
    cat <<-END_VERSIONS > versions.yml
    "\${task.process}":
        samtools: $(samtools --version | sed -n '1s/samtools //p')
    END_VERSIONS
    """
}
`;

/**
 * Lexer and analysis on a megabyte of script, against one look at each character: an ordinary one,
 * in which one process of some twenty has secrets, and the sample over and over.
 */
export function benchScanner(): void {
  const ordinary =
    Array.from({ length: 20 }, (_, at) => sortProcess(`SORT_${at}`)).join('') + script;
  for (const [kind, piece] of Object.entries({ ordinary, 'nothing but secrets': script })) {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    compareInTurns(`Scanner on ${(text.length / 1e6).toFixed(1)} MB of script: ${kind}`, [
      { name: 'one look at each character', run: () => sum(text), bytes: text.length },
      { name: 'lexer', run: () => lex(text), bytes: text.length },
      { name: 'whole analysis', run: () => analyse(text, 'script'), bytes: text.length },
    ]);
  }
}

/** From a key to the findings of a script of 5,000 lines, wherever in it the key is typed. */
export function benchTyping(): void {
  const lines = script.split('\n');
  const text = Array.from({ length: 5000 }, (_, at) => lines[at % lines.length] ?? '').join('\n');
  const document = { version: 0, text, getText: () => document.text };
  const [cache, findings, catalog] = [
    new DocumentCache(),
    new WorkspaceFindings(),
    new Catalog([]),
  ];
  const file = (): IndexedFile => {
    const made = cache.file(document, 'file:///w/main.nf', null);
    assert.ok(made);
    return made;
  };
  const known: number[] = [];
  const found: number[] = [];
  for (let key = 0; key < 500; key += 1) {
    const at = Math.floor((text.length * ((key * 37) % 100)) / 100);
    const before = document.text;
    document.text = `${before.slice(0, at)}x${before.slice(at)}`;
    document.version += 1;
    sum(document.text); // An editor gives a flat text.
    const start = timeOf(file);
    known.push(start);
    found.push(start + timeOf(() => findings.of(file(), catalog)));
  }
  const look = median(Array.from({ length: 50 }, () => timeOf(() => sum(text))));
  console.log(
    `\nA key in a script of 5,000 lines, ${(text.length / 1e3).toFixed(0)} kB, to findings`,
  );
  console.log(`  one look at each character           ${look.toFixed(2).padStart(9)} ms  × 1.00`);
  for (const [name, took] of [
    ['until the index has it', known],
    ['until its findings are known', found],
  ] as const) {
    const [middle, most] = [median(took.slice(100)), median(took.slice(100), 0.99)];
    const figures = `${middle.toFixed(2).padStart(9)} ms  × ${(middle / look).toFixed(2)}`;
    console.log(`  ${name.padEnd(36)} ${figures}  99th percentile ${most.toFixed(2)} ms`);
  }
}

function sum(text: string): number {
  let total = 0;
  for (let index = 0; index < text.length; index += 1) {
    total += text.charCodeAt(index);
  }
  return total;
}
