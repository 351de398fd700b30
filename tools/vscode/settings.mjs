// @ts-check
import { readFileSync } from 'node:fs';

/** Names of the extension's settings that belong to a machine. @returns {ReadonlySet<string>} */
export function machineNames() {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
  const groups = /** @type {{ properties: Record<string, { scope?: string }> }[]} */ (
    [contributes.configuration].flat()
  );
  return new Set(
    groups
      .flatMap(({ properties }) => Object.entries(properties))
      .filter(([, { scope }]) => scope?.startsWith('machine'))
      .map(([name]) => name),
  );
}
