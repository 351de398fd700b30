import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { lostLineEnds } from '../../../../src/core/lineEnds/lostLineEnds.ts';

/** Base64 that is no key of anybody. */
function base64(lines: number, width: number, last: number): string {
  const line = (at: number, length: number): string =>
    'MIIEaBcD0+/xyzQ9'
      .repeat(10)
      .slice(at % 7)
      .slice(0, length);
  return [
    ...Array.from({ length: lines }, (_, at) => line(at, width)),
    `${line(3, last - 2)}==`,
  ].join('\n');
}

function block(label: string, ...inner: readonly string[]): string {
  return [`-----BEGIN ${label}-----`, ...inner, `-----END ${label}-----`, ''].join('\n');
}

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed = generateKeyPairSync('ed25519');
const pkcs8 = { type: 'pkcs8', format: 'pem' } as const;
const certificate = block('CERTIFICATE', base64(12, 64, 20));

/** Every kind of key that people paste, as its own program writes it. */
const kinds: Readonly<Record<string, string>> = {
  'PKCS #1': rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
  'PKCS #8': rsa.privateKey.export(pkcs8).toString(),
  'PKCS #8 with a passphrase': rsa.privateKey
    .export({ ...pkcs8, cipher: 'aes-256-cbc', passphrase: 'x' })
    .toString(),
  'PKCS #1 with a passphrase': rsa.privateKey
    .export({ type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
    .toString(),
  SEC1: ec.privateKey.export({ type: 'sec1', format: 'pem' }).toString(),
  'Ed25519, one line of base64': ed.privateKey.export(pkcs8).toString(),
  'a public key': rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  'a certificate': certificate,
  'a chain': certificate + certificate + certificate,
  'a certificate and its key': certificate + rsa.privateKey.export(pkcs8).toString(),
  'OpenSSH, lines of 70': block('OPENSSH PRIVATE KEY', base64(5, 70, 28)),
  'a request': block('CERTIFICATE REQUEST', base64(6, 64, 64)),
  'lines of 76': block('CERTIFICATE', base64(6, 76, 8)),
  'what openssl pkcs12 writes': `Bag Attributes: <No Attributes>\n${certificate}`,
  'PGP without headers': block('PGP PRIVATE KEY BLOCK', '', base64(9, 64, 12), '=aB3d'),
  'PGP with headers': block(
    'PGP PUBLIC KEY BLOCK',
    'Version: GnuPG v1.4.11 (GNU/Linux)',
    'Comment: for hello world',
    '',
    base64(9, 64, 12),
    '=aB3d',
  ),
  'a PGP message of one line': block('PGP MESSAGE', '', 'jA0ECQMC', '=aB3d'),
  'SSH2 (RFC 4716)': [
    '---- BEGIN SSH2 PUBLIC KEY ----',
    'Comment: "1024-bit RSA, by ada"',
    base64(4, 70, 40),
    '---- END SSH2 PUBLIC KEY ----',
    '',
  ].join('\n'),
};

/** As Chromium pastes into a box. */
function flat(text: string): string {
  return text.replace(/\n+$/, '').replaceAll('\n', ' ');
}

for (const [kind, text] of Object.entries(kinds)) {
  test(`${kind} gets its line ends back`, () => {
    assert.deepEqual(lostLineEnds(flat(text)), { how: 'blanks', restored: text });
    assert.deepEqual(lostLineEnds(`  ${flat(text)} `), { how: 'blanks', restored: text });
    assert.deepEqual(lostLineEnds(text.replaceAll('\n', '\\n')), {
      how: 'escapes',
      restored: text,
    });
    assert.deepEqual(lostLineEnds(text.replaceAll('\n', '\\r\\n')), {
      how: 'escapes',
      restored: text,
    });
    assert.equal(lostLineEnds(text), null);
    assert.equal(lostLineEnds(text.replaceAll('\n', '\r\n')), null);
  });

  test(`${kind} inside JSON is left alone, and is mended where it has blanks`, () => {
    const whole = JSON.stringify({ type: 'service_account', private_key: text, id: 'a b' });
    const broken = JSON.stringify({ type: 'service_account', private_key: flat(text), id: 'a b' });
    assert.equal(lostLineEnds(whole), null);
    assert.deepEqual(lostLineEnds(broken), { how: 'blanks', restored: whole });
  });
}

test('base64 without any blank is cut again', () => {
  const text = kinds['PKCS #8'] ?? '';
  assert.equal(lostLineEnds(text.replaceAll('\n', ''))?.restored, text);
  const pgp = kinds['PGP without headers'] ?? '';
  assert.equal(lostLineEnds(pgp.replaceAll('\n', ''))?.restored, pgp);
});

for (const [what, text] of Object.entries({
  'a key in a YAML of one line': `auth: token: x key: | ${flat(certificate)}`,
  'a signed message': `-----BEGIN PGP SIGNED MESSAGE----- Hash: SHA256  Pay me. ${flat(block('PGP SIGNATURE', '', base64(3, 64, 8), '=aB3d'))}`,
  'a chain of which one is whole': `${certificate}${flat(certificate)}`,
  'a PuTTY key':
    'PuTTY-User-Key-File-3: ssh-ed25519 Encryption: none Comment: a Public-Lines: 2 AAAA BBBB Private-Lines: 1 CCCC Private-MAC: dd',
})) {
  test(`${what} is recognised, and not rebuilt by guessing`, () => {
    assert.deepEqual(lostLineEnds(text), { how: 'blanks', restored: null });
  });
}

for (const text of [
  '',
  'correct horse battery staple',
  '-----BEGIN CERTIFICATE-----',
  '-----BEGIN A----- x -----END B-----',
  '-----BEGIN A----------END A-----',
  '{"private_key":"a b"}',
]) {
  test(`nothing is lost in ${JSON.stringify(text)}`, () => {
    assert.equal(lostLineEnds(text), null);
  });
}

test('no text makes it throw, and what is restored is not lost again', () => {
  const piece = fc.constantFrom(
    ...['-----BEGIN A-----', '-----END A-----', '---- BEGIN B ----', '---- END B ----', ' ', '  '],
    ...['\\n', '\n', 'MIIE', 'K: v', '=aB3d', '{', '"', '}', '# x'],
  );
  fc.assert(
    fc.property(fc.array(piece), pieces => {
      const restored = lostLineEnds(pieces.join(''))?.restored ?? '';
      assert.equal(lostLineEnds(restored), null);
    }),
  );
});
