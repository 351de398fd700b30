import * as vscode from 'vscode';
import { hoverTexts } from '../../core/nextflow/hover.ts';
import type { Reference } from '../../core/nextflow/reference.ts';
import type { PipelineIndex } from '../../services/pipelineIndex.ts';
import { commands } from '../ids.ts';
import { analysisOf, folderOf, rangeOf } from './files.ts';
import type { LanguageDeps } from './registerLanguage.ts';
import { count } from '../../core/count.ts';

/** The reference that a position is in, or null. */
export function referenceAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  index: PipelineIndex,
): (Reference & { readonly name: string }) | null {
  const offset = document.offsetAt(position);
  const found = analysisOf(document, index)?.references.find(
    ({ name, span }) => name !== null && span.start <= offset && offset <= span.end,
  );
  return found && found.name !== null ? { ...found, name: found.name } : null;
}

/** Tells of a reference which scope wins, what it overrides and what a run does. Never a value. */
export function hoverProvider({ catalog, index }: LanguageDeps): vscode.HoverProvider {
  return {
    provideHover: (document, position) => {
      const reference = referenceAt(document, position, index);
      if (!reference) {
        return undefined;
      }
      const { name } = reference;
      const folder = folderOf(document.uri);
      const text = new vscode.MarkdownString(`**${name}**\n\n`, true);
      text.isTrusted = {
        enabledCommands: [commands.addSecret, commands.revealSecret, commands.findUses],
      };
      const link = (title: string, id: string): string =>
        `[${title}](command:${id}?${encodeURIComponent(JSON.stringify([{ kind: 'missing', name, folder }]))})`;
      const uses = index.uses(folder).filter(use => use.reference.name === name).length;
      const { standing, action, caveat } = hoverTexts(
        name,
        reference,
        analysisOf(document, index)?.processes ?? [],
        catalog.current.forFolder(folder).resolve(name),
      );
      text.appendMarkdown(standing);
      if (action === 'reveal') {
        text.appendMarkdown(`\n\n${link('Show in Secrets View', commands.revealSecret)}`);
      } else if (action === 'add') {
        text.appendMarkdown(`\n\n${link('Add It', commands.addSecret)}`);
      }
      text.appendMarkdown(caveat === null ? '' : `\n\n${caveat}\n\n`);
      const places = count(uses, 'place');
      text.appendMarkdown(` · ${link(`Used in ${places}`, commands.findUses)}`);
      return new vscode.Hover(text, rangeOf(document, reference.span));
    },
  };
}
