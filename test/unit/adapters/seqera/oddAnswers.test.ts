import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Failure } from '../../../../src/core/failure.ts';
import { failureMessage } from '../../../../src/core/words/failureMessage.ts';
import type { PlatformFault } from '../../../support/seqera/platformFaults.ts';
import { never, outcome, partly, seqera } from '../../../support/seqera/seqeraTest.ts';

const json = { 'content-type': 'application/json' };

function answer(answered: (response: ServerResponse) => void): PlatformFault {
  return { kind: 'answer', answer: answered };
}

function body(text: string): PlatformFault {
  return { kind: 'body', body: text };
}

/** What nobody that speaks for a Platform answers, and what it is told as. */
const answers: readonly (readonly [string, PlatformFault, object])[] = [
  [
    'an answer that resets the form',
    answer(it => it.writeHead(205).end()),
    { because: 'malformed' },
  ],
  [
    'a status beyond all',
    answer(it => it.writeHead(799, json).end('{}')),
    { because: 'malformed' },
  ],
  [
    'no content where there must be some',
    answer(it => it.writeHead(204).end()),
    { because: 'malformed' },
  ],
  ['brackets a hundred thousand deep', body('['.repeat(1e5)), { because: 'malformed' }],
  [
    'an object a hundred thousand deep',
    body('{"pipelineSecrets":'.repeat(1e5)),
    { because: 'malformed' },
  ],
  [
    'what says that it is packed and is not',
    answer(it => it.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end('{}')),
    { because: 'malformed' },
  ],
  [
    'a little that unpacks to a lot',
    answer(it =>
      it
        .writeHead(200, { ...json, 'content-encoding': 'gzip' })
        .end(gzipSync(' '.repeat(16 << 20))),
    ),
    { because: 'too-large' },
  ],
  [
    'two bytes a character',
    answer(it => it.writeHead(200, json).end(Buffer.from('{"pipelineSecrets":[]}', 'utf16le'))),
    { because: 'malformed' },
  ],
  ['something behind the end', body('{"pipelineSecrets":[]}x'), { because: 'malformed' }],
  [
    'a list that is shorter than it says',
    body('{"pipelineSecrets":[{"id":1,"name":"KEY"}],"totalSize":2}'),
    { kind: 'seqera-answer-unreadable', because: 'incomplete' },
  ],
  ['a bare null', body('null'), { because: 'malformed' }],
  ['a list', body('[]'), { because: 'malformed' }],
  ['null for the list', body('{"pipelineSecrets":null}'), { because: 'malformed' }],
  [
    'a list of what are no secrets',
    body('{"pipelineSecrets":[{"x":1},7,null]}'),
    { because: 'malformed' },
  ],
  [
    'a redirection that leads nowhere',
    answer(it => it.writeHead(301).end()),
    { because: 'redirect' },
  ],
  [
    'a permanent redirection of the request itself',
    answer(it => it.writeHead(308, { location: 'http://127.0.0.1:1/' }).end()),
    { because: 'redirect' },
  ],
  ['a choice of addresses', answer(it => it.writeHead(300).end()), { because: 'redirect' }],
  ['nothing new', answer(it => it.writeHead(304).end()), { because: 'redirect' }],
  ['an endless refusal', answer(endless(401)), { kind: 'seqera-signed-out', because: 'refused' }],
  ['an endless error', answer(endless(500)), { kind: 'seqera-refused', status: 500 }],
  [
    'a page of a proxy',
    answer(it => it.writeHead(407, { 'content-type': 'text/html' }).end('<html>')),
    { kind: 'seqera-unreachable', reason: 'no connection' },
  ],
  [
    'a page for a token that has expired',
    answer(it => it.writeHead(401, { 'content-type': 'text/html' }).end('<html>')),
    { kind: 'seqera-signed-out' },
  ],
  ['an answer that drips', answer(drip), { kind: 'seqera-unreachable', reason: 'timeout' }],
  [
    'a message that is a list',
    answer(it => it.writeHead(400, json).end('{"message":["x"]}')),
    { kind: 'seqera-refused', detail: '' },
  ],
  [
    'a message that is null',
    answer(it => it.writeHead(400, json).end('{"message":null}')),
    { kind: 'seqera-refused', detail: '' },
  ],
  ['a conflict', { kind: 'status', status: 409 }, { kind: 'seqera-refused', status: 409 }],
];
for (const [what, fault, expected] of answers) {
  seqera(`${what} has an outcome of its own`, async ({ platform, open }) => {
    platform.faults.next('listSecrets', fault, 9);
    partly(outcome(await open('genomics/rnaseq').list(never)), expected);
  });
}
function endless(status: number): (response: ServerResponse) => void {
  return response => {
    response.writeHead(status, json);
    const more = (): void => {
      let room = true;
      while (room && !response.destroyed) {
        room = response.write('{"message":"x'.padEnd(65536, ' '));
      }
    };
    response.on('drain', more);
    more();
  };
}
function drip(response: ServerResponse): void {
  response.writeHead(200, json);
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => {
    clearInterval(timer);
  });
}
seqera('no absurd pause is waited out, or told as one', async ({ platform, open }) => {
  const day = 864e5;
  for (const [header, said] of [
    ['99999999999', /Try again later/],
    ['999999999', /Try again later/],
    [new Date(Date.now() + 400 * day).toUTCString(), /Try again later/],
    ['5400', /Try again in 1 h 30 min/],
    ['120', /Try again in 2 min/],
    ['45', /Try again in 45 s/],
  ] as const) {
    platform.faults.next('listSecrets', {
      kind: 'status',
      status: 429,
      headers: { 'retry-after': header },
    });
    const before = platform.count('listSecrets');
    const failure = outcome(await open('genomics/rnaseq').list(never)) as Failure;
    assert.match(failureMessage(failure), said, header);
    assert.equal(platform.count('listSecrets') - before, 1, header);
  }
});

seqera('a pause until a date is one of the clock of the Platform', async ({ platform, open }) => {
  for (const skew of [-864e5, 864e5]) {
    const there = Date.now() + skew;
    const at = (seconds: number): string => new Date(there + seconds * 1000).toUTCString();
    const headers = { date: at(0), 'retry-after': at(90) };
    platform.faults.next('listSecrets', { kind: 'status', status: 429, headers });
    const before = platform.count('listSecrets');
    const failure = outcome(await open('genomics/rnaseq').list(never)) as Failure;
    assert.match(failureMessage(failure), /Try again in 1 min/);
    assert.equal(platform.count('listSecrets') - before, 1);
  }
});
