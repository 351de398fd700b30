// @ts-check
import ts from 'typescript';
import { literalText, phrasesOf, Vocabulary } from './phrases.mjs';

/** @typedef {{ readonly path: string, readonly text: string }} Source */
/** @typedef {{ readonly place: string, readonly literal: string, readonly text: string }} Expectation */

/**
 * What a test file says that may be meant for texts of the product: its literals, but for titles,
 * reasons, messages of assertions, and whole files.
 * @param {Source} source
 * @returns {readonly Expectation[]}
 */
export function expectationsOf({ path, text }) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  /** @type {Expectation[]} */
  const found = [];
  const visit = (/** @type {ts.Node} */ node) => {
    const said = literalText(node);
    if (said !== null && !said.includes('\n') && isExpectation(node)) {
      const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push({ place: `${path}:${line}`, literal: node.getText(), text: said });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** @param {ts.Node} node */
function isExpectation(node) {
  const { parent } = node;
  if (
    ts.isImportDeclaration(parent) ||
    ts.isLiteralTypeNode(parent) ||
    (ts.isPropertyAssignment(parent) && parent.name === node)
  ) {
    return false;
  }
  if (!ts.isCallExpression(parent)) {
    return true;
  }
  const called = parent.expression.getText();
  const at = parent.arguments.indexOf(/** @type {ts.Expression} */ (node));
  const last = parent.arguments.at(-1);
  const isTitle =
    (at === 0 && last !== undefined && ts.isFunctionLike(last)) ||
    /(?:^|\.)(?:it|test)$/i.test(called);
  const isMessage =
    (/^until$/.test(called) && at > 0) ||
    (/^assert(?:\.ok)?$/.test(called) && at > 0) ||
    (/^assert\.\w+$/.test(called) && at > 1) ||
    /^assert\.fail$|\.skip$/.test(called);
  return !isTitle && !isMessage;
}

/**
 * The texts of sources: every literal, whoever reads it.
 * @param {readonly Source[]} sources
 * @returns {readonly string[]}
 */
export function textsOf(sources) {
  /** @type {string[]} */
  const found = [];
  for (const { path, text } of sources) {
    const visit = (/** @type {ts.Node} */ node) => {
      const said = literalText(node);
      if (said !== null && !ts.isImportDeclaration(node.parent)) {
        found.push(said);
      }
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  }
  return found;
}

/**
 * Expectations whose words no text has, in this order.
 * @param {readonly Expectation[]} expectations
 * @param {Iterable<string>} texts
 */
export function outdated(expectations, texts) {
  const known = new Vocabulary(texts);
  return expectations.filter(({ text }) => !known.has(text));
}

/**
 * Expectations of texts that are gone, and of no text that is new: texts that have not changed may
 * have their words as well.
 * @param {readonly Expectation[]} expectations
 * @param {readonly string[]} before @param {readonly string[]} now
 */
export function changedSince(expectations, before, now) {
  const gone = new Vocabulary(without(before, now));
  const fresh = new Vocabulary(without(now, before));
  return expectations.filter(
    ({ text }) =>
      phrasesOf(text).some(({ words }) => words.length > 1) && gone.has(text) && !fresh.has(text),
  );
}

/** @param {readonly string[]} texts @param {readonly string[]} others */
function without(texts, others) {
  const known = new Set(others);
  return texts.filter(text => !known.has(text));
}
