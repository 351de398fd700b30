import ts from 'typescript';
import { isTranslation } from '../../tools/l10n/bundle.mjs';

/** A text for people that stands in code as it is. */
export interface Unlocalised {
  readonly line: number;
  readonly text: string;
}

/** Texts between blanks, or a capital's word by itself, as buttons are: what people read. */
const prose = /\p{L}[,:;.…’'»)\]]* [«(“]*\p{L}|^\p{Lu}\p{Ll}+[…?.:]?$/u;
/** What is never prose, though it may have blanks: markup, scripts, names, addresses, options, keys. */
const code =
  /^(?:<!|\s*\n)|^(?:[A-Z]+_[A-Z_]+|Nextflow Secrets|Seqera Platform|[\w.-]+(?::|\/\/|\.)\S*|(?:-{1,2}[\w-]+(?:[ =](?:'[^']*'|[^\s-]\S*))? ?)+|exact arrival|execution role|iam (?:placeholders|role names))$/;
/** Properties, and calls with the number of the argument, whose texts people read whatever they look like. */
const shownProperties =
  /^(?:title|label|description|detail|details|prompt|placeHolder|placeholder|tooltip|openLabel|saveLabel)$/;
const shownArguments: Readonly<Record<string, readonly number[]>> = {
  count: [1, 2],
  plural: [1, 2, 3],
  commandOf: [1],
};

/** Texts that reach people without having gone through a translation (`l10n.t`). */
export function unlocalised(file: string, text: string): readonly Unlocalised[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Unlocalised[] = [];
  const visit = (node: ts.Node): void => {
    if (isUnread(node)) {
      return;
    }
    if (isProse(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push({ line: line + 1, text: node.getText() });
    }
    // What is put into a text may have texts in it.
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Nodes in which nothing is for people: types, imports, logs, keys, what is translated. */
function isUnread(node: ts.Node): boolean {
  return (
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) ||
    (ts.isLiteralExpression(node) && isTranslated(node)) ||
    (ts.isCallExpression(node) && /\blog\.\w+$/i.test(node.expression.getText()))
  );
}

function isTranslated(node: ts.Node): boolean {
  const { parent } = node;
  return ts.isCallExpression(parent) && parent.arguments[0] === node && isTranslation(parent);
}

function isProse(node: ts.Node): boolean {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
    const words = withoutIcon(node.text);
    return !isKey(node) && !code.test(words) && (prose.test(words) || isShown(node, words));
  }
  if (!ts.isTemplateExpression(node)) {
    return false;
  }
  // A gap stands for a word.
  const texts = [node.head, ...node.templateSpans.map(({ literal }) => literal)];
  const whole = withoutIcon(texts.map(({ text }) => text).join('\u0000'));
  const words = whole.replaceAll('\u0000', 'X');
  return /\p{L}{2,}/u.test(whole) && prose.test(words) && !code.test(words);
}

function withoutIcon(text: string): string {
  return text.replace(/^\$\([\w~-]+\) /, '');
}

function isShown(node: ts.Node, text: string): boolean {
  if (!/^\p{L}{2,}/u.test(text)) {
    return false;
  }
  const { parent } = node;
  if (ts.isConditionalExpression(parent) && parent.condition !== node) {
    return isShown(parent, text);
  }
  if (ts.isPropertyAssignment(parent)) {
    return parent.initializer === node && shownProperties.test(parent.name.getText());
  }
  if (ts.isReturnStatement(parent) || ts.isArrowFunction(parent)) {
    return isWording(
      ts.isArrowFunction(parent) ? parent : ts.findAncestor(parent, ts.isFunctionLike),
    );
  }
  if (ts.isCallExpression(parent) && isTranslation(parent)) {
    return true; // What is put into a text is part of it.
  }
  return (
    ts.isCallExpression(parent) &&
    (shownArguments[parent.expression.getText()] ?? []).some(at => parent.arguments[at] === node)
  );
}

/** A function whose name says that it words something, and whose result may be any text. */
function isWording(made: ts.SignatureDeclaration | undefined): boolean {
  const name = made?.name?.getText() ?? '';
  return (
    /(?:words?|text|line|title|brief|label|outcome|lacking|closed|ended|origin)/i.test(name) &&
    /^string(?: \| null)?$/.test(made?.type?.getText() ?? '')
  );
}

/** A key of a table, or what a kind is compared with. */
function isKey(node: ts.Node): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    ts.isElementAccessExpression(parent) ||
    ts.isCaseClause(parent)
  );
}
