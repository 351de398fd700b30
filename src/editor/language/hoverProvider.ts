import * as vscode from 'vscode';
import { count } from '../../core/count.ts';
import { escapeMarkdown } from '../../core/iconLabel.ts';
import { type HoverLine, hoverTexts } from '../../core/language/hoverTexts.ts';
import type { Reference } from '../../core/nextflow/scan/reference.ts';
import type { PipelineIndex } from '../../services/index/pipelineIndex.ts';
import { type CommandId, commands } from '../ids.ts';
import { analysisOf, folderOf, rangeOf } from './files.ts';
import { isShown } from './findingsPublisher.ts';
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
  const told = (file && isShown(file) ? findings.of(file, catalog.current) : [])
    .filter(({ span }) => span.start === reference.span.start && span.end === reference.span.end)
    .map(({ code }) => code);
  const { standing, action, caveat } = hoverTexts(
    reference,
    analysisOf(document, index)?.processes ?? [],
    catalog.current.forFolder(folder).resolve(name),
    new Set(told),
  );
  const link = (title: string, id: CommandId): string =>
    `[${title}](command:${id}?${encodeURIComponent(JSON.stringify([{ kind: 'missing', name, folder }]))})`;
  const uses = index.uses(folder).filter(use => use.reference.name === name).length;
  const links = [
    ...(action === null ? [] : [link(...hoverActions[action])]),
    link(`Used in ${count(uses, 'place')}`, commands.findUses),
  ];
  const paragraphs = [
    `**${escapeMarkdown(name)}**${standing ? `: ${lineText(standing)}` : ''}`,
    ...(caveat ? [lineText(caveat)] : []),
    links.join(' · '),
  ];
  const text = new vscode.MarkdownString(paragraphs.join('\n\n'), true);
  const enabledCommands = [commands.findUses, ...Object.values(hoverActions).map(([, id]) => id)];
  text.isTrusted = { enabledCommands };
  return text;
}

const hoverActions: Readonly<Record<'add' | 'reveal' | 'rename', readonly [string, CommandId]>> = {
  add: ['Add It', commands.addSecret],
  reveal: ['Show in Secrets View', commands.revealSecret],
  rename: ['Rename It', commands.renameSecret],
};

function lineText({ icon, text }: HoverLine): string {
  return `$(${icon}) ${escapeMarkdown(text)}`;
}
