// @ts-check
import js from '@eslint/js';
import importSort from 'eslint-plugin-simple-import-sort';
import tseslint from 'typescript-eslint';

/**
 * What each layer under src/ may import besides itself: other layers, and packages.
 * A package is a Node builtin (`node:*`), `vscode`, or a dependency; `true` allows them all.
 * @type {Record<string, { layers: string[], packages: true | string[] }>}
 */
const layers = {
  // Pure packages only: they compute, and touch neither clock nor file nor network.
  core: { layers: [], packages: ['valibot', 'fastest-levenshtein', '@vscode/l10n'] },
  services: { layers: ['core'], packages: [] },
  adapters: { layers: ['core', 'services'], packages: true },
  editor: { layers: ['core', 'services'], packages: ['vscode', '@vscode/l10n'] },
  supervisor: { layers: ['core', 'services', 'adapters'], packages: true },
  cli: { layers: ['core', 'services', 'adapters'], packages: true },
};

/** @param {string} layer @returns {import('typescript-eslint').ConfigWithExtends} */
function layerRules(layer) {
  const own = layers[layer];
  if (!own) {
    throw new Error(`no layer ${layer}`);
  }
  const patterns = Object.keys(layers)
    .filter(other => other !== layer && !own.layers.includes(other))
    .map(other => ({
      regex: `^\\.{1,2}/(.*/)?${other}/`,
      message: `src/${layer} may not import src/${other}.`,
    }));
  if (own.packages !== true) {
    patterns.push({
      regex: `^(?!\\.|(${own.packages.join('|') || '-'})$)`,
      message: `src/${layer} does not import this package: add a port, or do it in src/adapters.`,
    });
  }
  if (own.packages === true) {
    patterns.push({
      regex: '^vscode$',
      message: 'Only src/editor and extension.ts import vscode.',
    });
  }
  return {
    files: [`src/${layer}/**/*.ts`],
    rules: {
      'no-restricted-imports': ['error', { patterns }],
      ...(layer === 'core' && {
        'no-restricted-properties': [
          'error',
          {
            object: 'Math',
            property: 'random',
            message: 'src/core is pure: take it as an argument.',
          },
        ],
      }),
      ...((layer === 'core' || layer === 'services') && {
        'no-restricted-globals': [
          'error',
          ...[
            'process',
            'Buffer',
            'fetch',
            'console',
            'setTimeout',
            'setInterval',
            ...(layer === 'core' ? ['Date'] : []),
          ].map(name => ({ name, message: `src/${layer} is pure: take it as an argument.` })),
        ],
      }),
    },
  };
}

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'out/',
      '.cache/',
      'test-results/',
      'samples/',
      'test/fixtures/',
      'src/adapters/seqera/platformApi.ts', // Generated.
      '**/*.mjs',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
  {
    plugins: { 'import-sort': importSort },
    rules: {
      // What is run first, builtins and packages, then what lies farthest, then neighbours; no blank lines between.
      'import-sort/imports': [
        'error',
        { groups: [['^\\u0000', '^node:', '^@?\\w', '^\\.\\.', '^\\.']] },
      ],
      'import-sort/exports': 'error',
      eqeqeq: 'error',
      curly: 'error',
      'no-console': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-restricted-syntax': [
        'error',
        {
          selector: ':matches(PropertyDefinition, MethodDefinition)[accessibility]',
          message: 'Use #private; everything else is public.',
        },
        { selector: 'ExportDefaultDeclaration', message: 'Use named exports.' },
        {
          selector:
            ':matches(ForStatement, ForOfStatement, ForInStatement, WhileStatement, DoWhileStatement) TryStatement VariableDeclaration[kind=/using$/]',
          message:
            'esbuild lowers it so that a later pass throws the error of an earlier one: put it before the `try`, or into a function outside of the loop.',
        },
        {
          selector:
            'TSAsExpression[typeAnnotation.typeName.name=/^(RunId|SecretName|SeqeraEndpoint)$/]',
          message: 'A brand comes from its schema: parse the text.',
        },
        {
          selector:
            ':not(TaggedTemplateExpression) > TemplateLiteral[expressions.length>0] > TemplateElement[value.raw=/^\\$\\([a-z~-]+\\) /]',
          message: 'Use iconLabel`$(icon) ${text}`: what is put in may have an icon’s name in it.',
        },
      ],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 15],
    },
  },
  ...Object.keys(layers).map(layerRules),
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'no-console': 'off',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['test', 'suite'] },
          ],
        },
      ],
    },
  },
);
