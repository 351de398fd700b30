import type { Finding } from '../../core/language/findFindings.ts';
import type { LineRange } from '../../core/nextflow/groovy/span.ts';
import type { RunGap } from '../../services/index/runModel/runModel.ts';

/** A finding as it is printed: lines and columns from 1, columns in UTF-16 units. */
export interface CheckFinding extends LineRange {
  /** Relative to where the command was started, in full where it lies elsewhere. */
  readonly file: string;
  readonly code: Finding['code'];
  readonly severity: Finding['severity'];
  readonly message: string;
  /** Of the secret; empty where none is named. */
  readonly name: string;
  /** The entry scripts whose runs come to it. */
  readonly entries: readonly string[];
}

/** A place at which it cannot be told what a run reads. */
export interface CheckGap {
  readonly file: string;
  readonly line: number;
  readonly kind: RunGap['kind'];
  readonly target: string | null;
  readonly entries: readonly string[];
}

/** What was found of the runs of a folder. */
export interface CheckReport {
  /** Absolute path of the folder that paths are relative to. */
  readonly from: string;
  /** The entry scripts of the runs. */
  readonly entries: readonly string[];
  readonly findings: readonly CheckFinding[];
  readonly gaps: readonly CheckGap[];
  /** Files that could not be read, and why. */
  readonly unreadable: readonly { readonly file: string; readonly reason: string }[];
  /** Whether it was said which secrets there are; otherwise none is missing. */
  readonly known: boolean;
}
