import * as vscode from 'vscode';
import type { Reference } from '../../core/nextflow/reference.ts';
import { absenceConsequences } from '../../core/runs/consequences.ts';
import { customDefinitionAt, customDefinitionText } from '../../core/runs/jobDefinition.ts';
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
      const resolution = catalog.current.forFolder(folder).resolve(name);
      switch (resolution.kind) {
        case 'found': {
          const own = resolution.winner.scope.kind === 'user';
          text.appendMarkdown(own ? '$(key) Yours' : '$(key) The workspace’s');
          text.appendMarkdown(
            resolution.shadowed.length > 0 ? ', overrides the workspace’s of that name.' : '.',
          );
          text.appendMarkdown(
            resolution.certain ? '' : ' Yours are still loading and may override it.',
          );
          text.appendMarkdown(`\n\n${link('Show in Secrets View', commands.revealSecret)}`);
          break;
        }
        case 'missing': {
          const [consequence] = absenceConsequences(name, [{ reference, at: 'this place' }]);
          text.appendMarkdown(`$(warning) Missing: ${consequence?.text ?? ''}.`);
          text.appendMarkdown(`\n\n${link('Add It', commands.addSecret)}`);
          break;
        }
        case 'unknown':
          text.appendMarkdown('$(question) Not known yet: not all secrets could be listed.');
      }
      const custom = customDefinitionAt(reference, analysisOf(document, index)?.processes ?? []);
      text.appendMarkdown(custom ? `\n\n$(warning) ${customDefinitionText(custom)}.\n\n` : '');
      const places = count(uses, 'place');
      text.appendMarkdown(` · ${link(`Used in ${places}`, commands.findUses)}`);
      return new vscode.Hover(text, rangeOf(document, reference.span));
    },
  };
}
