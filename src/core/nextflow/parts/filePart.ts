import type { LineRange } from '../groovy/span.ts';
import type { Misuse } from '../misuse/misuse.ts';
import type { Reference } from '../scan/reference.ts';
import type { ProcessBlock } from '../scan/scriptBlocks.ts';
import type { Setting } from '../scan/setting.ts';

/** A misuse and where its file has it. */
export interface PlacedMisuse extends Misuse {
  readonly range: LineRange;
}

/** What is found of secrets in a stretch of a file, at the places that it had when it was read. */
export interface Found {
  readonly references: readonly Reference[];
  /** Where each reference stands, in the same order. */
  readonly ranges: readonly LineRange[];
  readonly misuses: readonly PlacedMisuse[];
  readonly processes: readonly ProcessBlock[];
  readonly settings: readonly Setting[];
}

/** A stretch of a file. */
export interface FilePart {
  /** The same object for as long as nothing of it is different. */
  readonly found: Found;
  /** How far it has moved since, in UTF-16 units and in lines. */
  readonly offset: number;
  readonly lines: number;
}
