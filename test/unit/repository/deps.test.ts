import assert from 'node:assert/strict';
import { test } from 'node:test';
import ts from 'typescript';
import { sources } from '../../support/sources.ts';

const files = sources('src').map(({ path, text }) =>
  ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true),
);

test('every register… of the editor takes deps and gives what is owned', () => {
  const shapes = registering('src/editor/').concat(registering('src/extension.ts'));
  assert.ok(shapes.length > 8);
  const registrations = new Set(['Registration', ...namesOfRegistrations()]);
  const others = shapes.filter(
    ({ parameters, type }) =>
      parameters[0]?.name.getText() !== 'deps' || !registrations.has(type?.getText() ?? ''),
  );
  assert.deepEqual(others.map(placeOf), []);
});

test('every register… of the command line adds its command to the program', () => {
  const shapes = registering('src/cli/');
  assert.ok(shapes.length > 4);
  assert.deepEqual(
    shapes.filter(
      ({ parameters, type }) =>
        parameters.map(each => each.getText()).join(', ') !== 'program: Command' ||
        type?.getText() !== 'void',
    ),
    [],
  );
});

test('what a part stands on is called deps: parameters, fields and variables of a type …Deps', () => {
  const named = [
    ...all(ts.isParameter),
    ...all(ts.isPropertyDeclaration),
    ...all(ts.isVariableDeclaration),
  ];
  const ofDeps = named.filter(
    ({ name, type }) =>
      !ts.isObjectBindingPattern(name) && /Deps(<.*>)?$/.test(type?.getText() ?? ''),
  );
  assert.ok(ofDeps.length > 100);
  assert.deepEqual(
    ofDeps.filter(({ name }) => !/^[#_]?(\w+D|d)eps$/.test(name.getText())).map(placeOf),
    [],
  );
});

/** Types of this name are data about a thing, as the field has them; none is what a part stands on. */
const contexts = [
  'src/adapters/aws/copies/definitionInput.ts DefinitionContext',
  'src/adapters/seqera/platform.ts SeqeraContext', // A workspace, or a user's own account.
  'src/core/language/findFindings.ts FindingContext',
  'src/core/nextflow/flow/state/context.ts Context', // An interpreter's, of one evaluation.
  'src/core/runs/plan/arrival.ts ArrivalContext',
  'src/core/views/nameRows.ts NameContext',
  'src/services/launch/launchRequest.ts LaunchContext',
];

test('a context is VS Code’s or data, never another word for deps', () => {
  const types = [...all(ts.isInterfaceDeclaration), ...all(ts.isTypeAliasDeclaration)];
  assert.deepEqual(
    types
      .filter(({ name }) => name.text.endsWith('Context'))
      .map(node => `${node.getSourceFile().fileName} ${node.name.text}`)
      .sort(),
    contexts,
  );
  const holders = all(ts.isVariableDeclaration).filter(
    ({ name, type, initializer }) =>
      name.getText() === 'context' &&
      type === undefined &&
      initializer !== undefined &&
      ts.isObjectLiteralExpression(initializer),
  );
  assert.deepEqual(holders.map(placeOf), []);
});

/** The functions that register something, below a folder or in a file. */
function registering(below: string): ts.FunctionDeclaration[] {
  return all(ts.isFunctionDeclaration).filter(
    node =>
      /^register[A-Z]/.test(node.name?.text ?? '') &&
      node.getSourceFile().fileName.startsWith(below),
  );
}

/** The interfaces that add something to what is owned. */
function namesOfRegistrations(): string[] {
  return all(ts.isInterfaceDeclaration)
    .filter(node =>
      node.heritageClauses?.some(({ types }) =>
        types.some(({ expression }) => expression.getText() === 'Registration'),
      ),
    )
    .map(({ name }) => name.text);
}

function all<T extends ts.Node>(is: (node: ts.Node) => node is T): T[] {
  const found: T[] = [];
  const look = (node: ts.Node): void => {
    if (is(node)) {
      found.push(node);
    }
    ts.forEachChild(node, look);
  };
  files.forEach(look);
  return found;
}

function placeOf(node: ts.NamedDeclaration): string {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart());
  return `${file.fileName}:${line + 1} ${node.name?.getText() ?? ''}`;
}
