// @ts-check
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The certificate authority of a folder, made there if it has none: its key is `ca.key`.
 * @param {string} folder @returns {string} its certificate, `ca.pem`
 */
export function makeAuthority(folder) {
  const [key, certificate] = [join(folder, 'ca.key'), join(folder, 'ca.pem')];
  if (!existsSync(certificate)) {
    mkdirSync(folder, { recursive: true });
    const fresh = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'];
    const named = ['-subj', '/CN=An authority', '-keyout', key, '-out', certificate];
    execFileSync('openssl', [...fresh, ...named], { stdio: 'pipe' });
  }
  return certificate;
}
