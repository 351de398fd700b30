// @ts-check
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import ts from 'typescript';

/** Whether some export of a file has its name. @param {string} file */
export function isNamed(file) {
  const name = basename(file, '.ts').toLowerCase();
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.flatMap(namesOf).some(exported => exported.toLowerCase() === name);
}

/** The names that a statement exports. @param {ts.Statement} statement @returns {string[]} */
function namesOf(statement) {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  if (!modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) {
    return [];
  }
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) =>
      ts.isIdentifier(name) ? name.text : '',
    );
  }
  const { name } = /** @type {ts.DeclarationStatement} */ (statement);
  return name && ts.isIdentifier(name) ? [name.text] : [];
}
