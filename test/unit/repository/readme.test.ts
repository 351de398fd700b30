import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { format } from 'prettier';
import { commandDescriptions } from '../../../tools/docs/commandDescriptions.mjs';
import { pages, withTable } from '../../../tools/docs/tables.mjs';
import { readManifest } from '../../support/manifest.ts';
import { sources } from '../../support/sources.ts';

for (const name of ['commands', 'settings'] as const) {
  test(`the table of ${name} is that of package.json (npm run docs writes it)`, async () => {
    const page = readFileSync(pages[name], 'utf8');
    const fresh = await format(withTable(name, readManifest(), page), {
      parser: 'markdown',
      printWidth: 100,
    });
    assert.equal(page, fresh);
  });
}

test('what each command does is said, of no command that is not there', () => {
  assert.deepEqual(
    Object.keys(commandDescriptions).sort(),
    readManifest()
      .contributes.commands.map(({ command }) => command.replace(/^.*\./, ''))
      .sort(),
  );
});

/** README and the pages that it leads to. */
const documents = [
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md'],
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name}`),
];

test('every link of the documents leads to a file or a heading that is there', () => {
  const broken = documents.flatMap(document =>
    [...readFileSync(document, 'utf8').matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([\w-]+))?\)/g)]
      .map(([, path = '', heading]) => ({ path: targetOf(document, path), heading }))
      .filter(({ path, heading }) => !existsSync(path) || !hasHeading(path, heading))
      .map(({ path, heading }) => `${document}: ${path}#${heading ?? ''}`),
  );
  assert.deepEqual(broken, []);
});

test('every source that the documents name is there', () => {
  const named = documents.flatMap(document =>
    [
      ...readFileSync(document, 'utf8').matchAll(
        /`((?:core|services|adapters|editor|supervisor|cli|test|tools)\/[\w./]*\w)/g,
      ),
    ].map(([, path = '']) => ({ document, path })),
  );
  assert.ok(named.length > 40);
  const lacking = named.filter(
    ({ path }) =>
      ![path, `${path}.ts`].some(one => existsSync(one) || existsSync(join('src', one))),
  );
  assert.deepEqual(lacking, []);
});

function targetOf(document: string, path: string): string {
  return path === '' ? document : join(dirname(document), path);
}

function hasHeading(path: string, heading: string | undefined): boolean {
  if (heading === undefined) {
    return true;
  }
  const headings = readFileSync(path, 'utf8').match(/^#+ .*$/gm) ?? [];
  return headings.some(
    line =>
      line
        .replace(/^#+ /, '')
        .toLowerCase()
        .replaceAll(/[^\w -]/g, '')
        .replaceAll(' ', '-') === heading,
  );
}

test('each picture of the documents is one that the browser tests take', () => {
  const tests = sources('test/browser')
    .map(({ text }) => text)
    .join('\n');
  const texts = documents.map(document => readFileSync(document, 'utf8')).join('\n');
  const shown = [...texts.matchAll(/media\/pictures\/([\w-]+)\.png/g)].map(
    ([, name]) => name ?? '',
  );
  assert.ok(shown.length > 0);
  for (const name of shown) {
    assert.ok(tests.includes(`shot('${name}')`), name);
    assert.ok(existsSync(`media/pictures/${name}.png`), name);
  }
});
