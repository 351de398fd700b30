import { parseSecretName, type SecretName } from '../../core/secrets/secretName.ts';

/**
 * A prefix of the settings as the beginning of a Google id, which has letters, digits, `_` and `-`:
 * `nextflow/my-app/` becomes `nextflow-my__app-`.
 *
 * No two prefixes become one, so that no two scopes share their secrets by accident. The part after
 * the last `-` is the secret's name, because names have none.
 */
export function idPrefix(prefix: string): string {
  const ended = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
  return ended.replace(/[^A-Za-z0-9]/g, character => {
    switch (character) {
      case '/':
        return '-';
      case '-':
        return '__';
      default:
        return `_${character.charCodeAt(0).toString(16)}`;
    }
  });
}

/** The name in an id that begins so; null where it is no secret's of that prefix. */
export function nameInId(prefix: string, id: string): SecretName | null {
  const parsed = parseSecretName(id.slice(prefix.length));
  return id.startsWith(prefix) && parsed.ok ? parsed.value : null;
}
