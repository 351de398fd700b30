// @ts-check
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import openapi, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';

/** The description of the Platform's API, and the types that are generated from it. */
export const description = 'src/adapters/seqera/platform.openapi.yaml';
export const types = 'src/adapters/seqera/platformApi.ts';

/** Identifiers are 64 bits wide, more than a number of JavaScript holds, so they are text. */
const identifier = ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword);

/**
 * What {@link types} is to hold.
 * @returns {Promise<string>}
 */
export async function generateTypes() {
  const nodes = await openapi(pathToFileURL(description), {
    alphabetize: true,
    transform: ({ format }) => (format === 'int64' ? identifier : undefined),
  });
  const head = `// Generated from ${description.split('/').at(-1)} by npm run api.\n`;
  const options = { ...(await resolveConfig(types)), parser: 'typescript' };
  return format(`${head}${astToString(nodes)}`, options);
}

/** What it holds now. */
export function currentTypes() {
  return readFile(types, 'utf8');
}
