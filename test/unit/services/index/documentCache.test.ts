import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../../src/core/nextflow/files/analyse.ts';
import { DocumentCache } from '../../../../src/services/index/documentCache.ts';

const uri = 'file:///w/main.nf';

/** A document that counts how often its text is asked for. */
class Typed {
  version = 1;
  asked = 0;
  #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  type(text: string): void {
    this.version += 1;
    this.#text = text;
  }

  getText(): string {
    this.asked += 1;
    return this.#text;
  }
}

test('a version of a document is analysed once, for everybody who asks', () => {
  const cache = new DocumentCache();
  const document = new Typed('workflow { println secrets.A }');
  const first = cache.file(document, uri, null);
  assert.equal(cache.file(document, uri, null), first);
  assert.equal(document.asked, 1);
  document.type('workflow { println secrets.AB }');
  const second = cache.file(document, uri, null);
  assert.notEqual(second, first);
  assert.deepEqual(
    second?.references.map(({ name }) => name),
    ['AB'],
  );
});

test('a document is analysed again where it belongs to another folder', () => {
  const cache = new DocumentCache();
  const document = new Typed('workflow { println secrets.A }');
  assert.equal(cache.file(document, uri, null)?.folder, null);
  assert.equal(cache.file(document, uri, 'file:///w')?.folder, 'file:///w');
});

test('whatever is typed, a document says what its text says', () => {
  const cache = new DocumentCache();
  const script = "process P {\n secret 'A'\n script: 'echo'\n}\nworkflow { P(secrets.B) }\n";
  const document = new Typed('');
  for (let end = 0; end <= script.length; end += 1) {
    const text = script.slice(0, end);
    document.type(text);
    const { references, processes, entry } = analyse(text, 'script');
    const file = cache.file(document, uri, null);
    assert.deepEqual(
      [file?.references, file?.processes, file?.entry],
      [references, processes, entry !== null],
    );
    const probe = `${text}X`;
    assert.deepEqual(cache.analysis(document, probe, 'script'), analyse(probe, 'script'));
  }
});

test('what is no config of Nextflow is nothing, until it is one', () => {
  const cache = new DocumentCache();
  const document = new Typed('<configuration/>');
  assert.equal(cache.file(document, 'file:///w/app.config', null), null);
  document.type("process.secret = ['A']");
  assert.equal(cache.file(document, 'file:///w/app.config', null)?.kind, 'config');
});
