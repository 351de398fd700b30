import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The cases of a file of claims, each from behind its `## `. */
export function casesIn<Case>(file: string, caseIn: (text: string) => Case): readonly Case[] {
  return readFileSync(resolve('test/claims', file), 'utf8').split(/^## /m).slice(1).map(caseIn);
}

/** A file of a case, from behind its `== `: a line with its path, then its text. */
export function fileIn(text: string): readonly [string, string] {
  const at = text.indexOf('\n');
  return [text.slice(0, at), text.slice(at + 1)];
}

/** What a fact lists; `-` where there is none. */
export function several(text: string, between: string): readonly string[] {
  return text === '-' ? [] : text.split(between);
}
