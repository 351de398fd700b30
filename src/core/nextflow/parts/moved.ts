import type { LineRange, Span } from '../groovy/span.ts';
import type { ProcessBlock } from '../scan/scriptBlocks.ts';

/** A span that has come to stand so much further on. */
export function movedSpan({ start, end }: Span, offset: number): Span {
  return { start: start + offset, end: end + offset };
}

/** The same of something that has a span. */
export function moved<T extends { readonly span: Span }>(placed: T, offset: number): T {
  return offset === 0 ? placed : { ...placed, span: movedSpan(placed.span, offset) };
}

/** The same of something with edits. */
export function movedEdits<
  T extends { readonly span: Span; readonly edits?: readonly { readonly span: Span }[] },
>(placed: T, offset: number): T {
  if (offset === 0 || placed.edits === undefined) {
    return moved(placed, offset);
  }
  return { ...moved(placed, offset), edits: placed.edits.map(edit => moved(edit, offset)) };
}

/** The same of a process, whose directives have places, too. */
export function movedProcess(process: ProcessBlock, offset: number): ProcessBlock {
  return offset === 0
    ? process
    : {
        ...moved(process, offset),
        directives: process.directives.map(directive => moved(directive, offset)),
      };
}

/** The same of lines. */
export function movedRange({ line, column, endLine, endColumn }: LineRange, by: number): LineRange {
  return { line: line + by, column, endLine: endLine + by, endColumn };
}
