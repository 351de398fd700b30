import type { Span } from '../nextflow/groovy/span.ts';

/** How a text reads its environment. */
export type ScriptLanguage =
  | 'shell'
  /** A shell script that Nextflow fills in first, where a dollar of the shell is escaped. */
  | 'shell-template'
  /** Another program's: Python, R, Perl, JavaScript, Ruby. */
  | 'program';

/** A place in a script that has a variable's name. */
export interface VariableUse {
  readonly span: Span;
  /** Whether it is that variable for certain; else it may as well be another thing of its name. */
  readonly sure: boolean;
}

/** So much of what stands around a name is looked at. */
const reach = 400;

/** Reads of an environment by a name in quotes or after a dot, whatever the language. */
const lookups = [
  // Python
  /\benviron(?:\.(?:get|pop|setdefault)\(|\[)\s*\\?["']$/,
  // Python, R, PHP, Lua
  /\bgetenv\(\s*\\?["']$/i,
  // JavaScript
  /\bprocess\.env(?:\.|\[\s*\\?["'])$/,
  // Ruby, Julia, Perl
  /\bENV(?:\[\s*|\.fetch\(\s*|\.get\(\s*|\{\s*)\\?["']?$/,
  // awk
  /\bENVIRON\[\s*\\?["']$/,
];

/** `$X`, `${X`, `${#X`, `${!X`. */
const expanded = /\$(?:\{[#!]?)?$/;
/** The same where a dollar without a backslash is not the shell's. */
const expandedEscaped = /\\\$(?:\{[#!]?)?$/;
/** Words after which names of variables stand: `export A X`, `read -r X`, `[[ -v X ]]`. */
const named =
  /(?:\b(?:export|readonly|local|declare|typeset|unset|read|printenv)|(?:\[|\btest)\s+-v)\s+(?:-\w+\s+)*(?:[A-Za-z_]\w*(?:=[^\s;&|]*)?\s+)*$/;
/** Where a command begins, with the variables that are set for it before. */
const commandStart =
  /(?:^|[\n;&|({`]|\b(?:then|do|else|elif|if|while|until|time|exec)\s)\s*(?:[A-Za-z_]\w*=[^\s;&|]*[ \t]+)*$/;

/**
 * The places of a text that have the variable of a name, in order. `around` is the text that it is
 * a part of, of which the rest is only looked at: a string of Groovy is cut by what is put into it.
 */
export function* variableUses(
  around: string,
  { start, end }: Span,
  name: string,
  language: ScriptLanguage,
): Generator<VariableUse> {
  const word = new RegExp(`(?<![A-Za-z0-9_])${name}(?![A-Za-z0-9_])`, 'g');
  for (const { index } of around.slice(start, end).matchAll(word)) {
    const at = start + index;
    const before = around.slice(Math.max(0, at - reach), at);
    const after = around.slice(at + name.length, at + name.length + reach);
    const sure = isVariable(before, after, language);
    if (sure !== null) {
      yield { span: { start: at, end: at + name.length }, sure };
    }
  }
}

/** Null where the name is surely no variable, or only spoken of. */
function isVariable(before: string, after: string, language: ScriptLanguage): boolean | null {
  if (lookups.some(lookup => lookup.test(before))) {
    return true;
  }
  if (language === 'program') {
    // A word in quotes may be looked up by a function of the script's own; others are its variables.
    return /["']$/.test(before) && /^\\?["']/.test(after) ? false : null;
  }
  if ((language === 'shell' ? expanded : expandedEscaped).test(before)) {
    return true;
  }
  if (language === 'shell-template' && expanded.test(before)) {
    return null; // What Nextflow puts in there is no variable of the shell.
  }
  return inCommand(before.replace(/\\+\r?\n/g, ' '), after);
}

function inCommand(before: string, after: string): boolean | null {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (/(?:^|\s)#[^"']*$/.test(line)) {
    return null;
  }
  const command = line.slice(
    Math.max(...[';', '&', '|', '('].map(one => line.lastIndexOf(one))) + 1,
  );
  if (named.test(command)) {
    return true;
  }
  // `X=value program` sets what that program reads by this name.
  return commandStart.test(before) && /^\+?=/.test(after) ? endsAfterValue(after) : false;
}

/** Whether nothing follows an assigned value in its command. */
function endsAfterValue(assigned: string): boolean {
  return !/^[ \t]*[^\s;&|#)}]/.test(assigned.slice(wordEnd(assigned)));
}

/** Where the word of a shell ends that a text begins with. */
function wordEnd(text: string): number {
  let quote = '';
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '\\') {
      // Before these it may be Nextflow's, which takes them from the shell no more than from here.
      at += /[$"']/.test(text[at + 1] ?? '') ? 0 : 1;
    } else if (quote !== '') {
      quote = character === quote ? '' : quote;
    } else if (/["'`]/.test(character)) {
      quote = character;
    } else if (character === '(') {
      depth += 1;
    } else if (character === ')' && depth > 0) {
      depth -= 1;
    } else if (depth === 0 && /[\s;&|)]/.test(character)) {
      return at;
    }
  }
  return text.length;
}
