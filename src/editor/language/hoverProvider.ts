import * as vscode from 'vscode';
import { plural } from '../../core/count.ts';
import { escapeMarkdown } from '../../core/iconLabel.ts';
import { type HoverLine, hoverTexts } from '../../core/language/hoverTexts.ts';
import type { Reference } from '../../core/nextflow/scan/reference.ts';
import type { PipelineIndex } from '../../services/index/pipelineIndex.ts';
import { commandOf, type NameInFolder } from '../commandArguments.ts';
import { type CommandId, commands } from '../ids.ts';
import { isShown } from './findingsPublisher.ts';
import { analysisOf, folderOf, rangeOf } from './indexedDocument.ts';
import type { LanguageDeps } from './languageDeps.ts';

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
export function hoverProvider(deps: LanguageDeps): vscode.HoverProvider {
  return {
    provideHover: (document, position) => {
      const reference = referenceAt(document, position, deps.index);
      return (
        reference &&
        new vscode.Hover(hoverText(document, reference, deps), rangeOf(document, reference.span))
      );
    },
  };
}

function hoverText(
  document: vscode.TextDocument,
  reference: Reference & { readonly name: string },
  { catalog, index, findings }: LanguageDeps,
): vscode.MarkdownString {
  const { name } = reference;
  const folder = folderOf(document.uri);
  const file = index.file(document.uri.toString());
  const reported = (file && isShown(file) ? findings.of(file, catalog.current) : [])
    .filter(({ span }) => span.start === reference.span.start && span.end === reference.span.end)
    .map(({ code }) => code);
  const { standing, action, caveat } = hoverTexts(
    reference,
    analysisOf(document, index)?.processes ?? [],
    catalog.current.forFolder(folder).resolve(name),
    new Set(reported),
  );
  const uses = index.uses(folder).filter(use => use.reference.name === name).length;
  const links = [
    ...(action === null ? [] : [link(hoverActions[action]({ name, folder }))]),
    link(
      commandOf(
        commands.findUses,
        plural(uses, vscode.l10n.t('Used in 1 place'), vscode.l10n.t('Used in {0} places', uses)),
        {
          kind: 'missing',
          name,
          folder,
        },
      ),
    ),
  ];
  const paragraphs = [
    `**${escapeMarkdown(name)}**${standing ? `: ${lineText(standing)}` : ''}`,
    ...(caveat ? [lineText(caveat)] : []),
    links.join(' · '),
  ];
  const text = new vscode.MarkdownString(paragraphs.join('\n\n'), true);
  text.isTrusted = { enabledCommands };
  return text;
}

/** Commands that a hover has links to. */
const enabledCommands: readonly CommandId[] = [
  commands.addSecret,
  commands.findUses,
  commands.renameSecret,
  commands.revealSecret,
];

const hoverActions = {
  add: (named: NameInFolder) => commandOf(commands.addSecret, vscode.l10n.t('Add It'), named),
  reveal: (named: NameInFolder) =>
    commandOf(commands.revealSecret, vscode.l10n.t('Show in Secrets View'), named),
  rename: (named: NameInFolder) =>
    commandOf(commands.renameSecret, vscode.l10n.t('Rename It'), { kind: 'missing', ...named }),
};

function link({ title, command, arguments: given }: vscode.Command): string {
  return `[${title}](command:${command}?${encodeURIComponent(JSON.stringify(given))})`;
}

function lineText({ icon, text }: HoverLine): string {
  return `$(${icon}) ${escapeMarkdown(text)}`;
}
