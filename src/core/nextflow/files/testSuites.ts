import { type Literal, literalAt } from '../groovy/literal.ts';
import { type Span, spanOf } from '../groovy/span.ts';
import { TokenList } from '../groovy/tokenList.ts';

/** One block of an nf-test file (`*.nf.test`, nf-test 0.9). */
export interface TestSuite {
  readonly kind: 'process' | 'workflow' | 'pipeline' | 'function';
  /** The word that begins it. */
  readonly span: Span;
  /** As written: below the test's own folder with `./` or `../` in front, else below the project's. */
  readonly scripts: readonly string[];
  /** The process or workflow that is tested. */
  readonly subject: string | null;
  readonly tests: readonly { readonly name: string; readonly span: Span }[];
}

const kinds = {
  nextflow_process: 'process',
  nextflow_workflow: 'workflow',
  nextflow_pipeline: 'pipeline',
  nextflow_function: 'function',
} as const;

/** The suites of an nf-test file; of any text what can be recognised. */
export function testSuites(text: string): readonly TestSuite[] {
  const tokens = new TokenList(text);
  const suites: TestSuite[] = [];
  tokens.tokens.forEach((token, index) => {
    const kind = Object.hasOwn(kinds, token.text)
      ? kinds[token.text as keyof typeof kinds]
      : undefined;
    if (kind && tokens.startsStatement(index) && tokens.isSymbol(index + 1, '{')) {
      suites.push({ kind, span: spanOf(token), ...suiteIn(tokens, index + 2, index + 1) });
    }
  });
  return suites;
}

function suiteIn(
  tokens: TokenList,
  from: number,
  opening: number,
): Pick<TestSuite, 'scripts' | 'subject' | 'tests'> {
  const scripts: string[] = [];
  const tests: { name: string; span: Span }[] = [];
  let subject: string | null = null;
  for (let at = from; at < tokens.closing(opening); at += 1) {
    const token = tokens.at(at);
    const given = token && tokens.startsStatement(at) ? argumentAt(tokens, at) : null;
    if (!token || !given || given.value === null) {
      continue;
    }
    if (token.text === 'script') {
      scripts.push(given.value);
    } else if (token.text === 'process' || token.text === 'workflow') {
      subject ??= given.value;
    } else if (token.text === 'test') {
      tests.push({ name: given.value, span: spanOf(token) });
    }
  }
  return { scripts, subject, tests };
}

/** The string after a word, with brackets or without. */
function argumentAt(tokens: TokenList, at: number): Literal | null {
  return literalAt(tokens, tokens.isSymbol(at + 1, '(') ? at + 2 : at + 1);
}
