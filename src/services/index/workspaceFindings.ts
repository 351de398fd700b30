import { findFindings, type Finding, type Resolve } from '../../core/language/findFindings.ts';
import { misuseFinding, withParser } from '../../core/language/misuseFinding.ts';
import type { LineRange } from '../../core/nextflow/groovy/span.ts';
import type { StrictParser } from '../../core/nextflow/misuse/strictParser.ts';
import type { Found } from '../../core/nextflow/parts/filePart.ts';
import { movedEdits, movedRange } from '../../core/nextflow/parts/moved.ts';
import type { Catalog, Resolution } from '../../core/secrets/catalog.ts';
import type { IndexedFile } from './indexedFile.ts';

/** A finding and where its file has it. */
export interface PlacedFinding extends Finding {
  readonly range: LineRange;
}

/** What to show, by the file's URI; and what is left out, which the user is told of. */
export interface ShownFindings {
  readonly files: ReadonlyMap<string, readonly PlacedFinding[]>;
  readonly hidden: {
    readonly findings: number;
    /** URIs of the files whose findings are not shown, in the order of the index. */
    readonly files: readonly string[];
  };
}

/**
 * The findings of every indexed file; a file's are found again only when its text or the catalog has
 * changed.
 */
export class WorkspaceFindings {
  readonly #known = new WeakMap<IndexedFile, Known>();
  readonly #ofParts = new WeakMap<Found, Known & { readonly folder: string | null }>();
  #resolvers: { readonly of: Catalog; readonly byFolder: Map<string | null, Resolve> } | null =
    null;

  readonly #parserOf: ParserOf;

  /** `parserOf` is asked each time, and only where a file has older syntax. */
  constructor(parserOf: ParserOf = () => null) {
    this.#parserOf = parserOf;
  }

  of(file: IndexedFile, catalog: Catalog): readonly PlacedFinding[] {
    return withParser(this.#all(file, catalog), () => this.#parserOf(file));
  }

  /** With those that depend on the parser. */
  #all(file: IndexedFile, catalog: Catalog): readonly PlacedFinding[] {
    const known = this.#known.get(file);
    if (known?.catalog === catalog) {
      return known.findings;
    }
    const resolve = this.#resolver(catalog, file.folder);
    const findings = file.parts.flatMap(({ found, offset, lines }) =>
      this.#ofPart(found, catalog, file.folder, resolve).map(finding => ({
        ...movedEdits(finding, offset),
        range: movedRange(finding.range, lines),
      })),
    );
    this.#known.set(file, { catalog, findings });
    return findings;
  }

  /** Those of a part of a file, at the places that it had when it was read. */
  #ofPart(
    found: Found,
    catalog: Catalog,
    folder: string | null,
    resolve: Resolve,
  ): readonly PlacedFinding[] {
    const known = this.#ofParts.get(found);
    if (known?.catalog === catalog && known.folder === folder) {
      return known.findings;
    }
    const misused = found.misuses.map(misuse => ({
      ...misuseFinding(misuse),
      range: misuse.range,
    }));
    const ofReferences = found.references.flatMap((reference, at) => {
      const range = found.ranges[at];
      return range
        ? [...findFindings(reference, found, resolve)].map(each => ({ ...each, range }))
        : [];
    });
    const findings = [...ofReferences, ...misused];
    this.#ofParts.set(found, { catalog, folder, findings });
    return findings;
  }

  /**
   * Those of many files, whole files at a time until there are `limit`; of `first`, the files that
   * are open, in any case.
   */
  shown(
    files: readonly IndexedFile[],
    catalog: Catalog,
    { first, limit }: { readonly first: ReadonlySet<string>; readonly limit: number },
  ): ShownFindings {
    const shown = new Map<string, readonly PlacedFinding[]>();
    const hidden = { findings: 0, files: [] as string[] };
    const isFirst = ({ uri }: IndexedFile): boolean => first.has(uri);
    let count = 0;
    for (const file of [...files.filter(isFirst), ...files.filter(file => !isFirst(file))]) {
      const findings = this.of(file, catalog);
      if (findings.length === 0) {
        continue;
      }
      if (isFirst(file) || count + findings.length <= limit) {
        shown.set(file.uri, findings);
        count += findings.length;
      } else {
        hidden.findings += findings.length;
        hidden.files.push(file.uri);
      }
    }
    return { files: shown, hidden };
  }

  /** Resolves each name once: the nearest names of a missing one are dear to find. */
  #resolver(catalog: Catalog, folder: string | null): Resolve {
    if (this.#resolvers?.of !== catalog) {
      this.#resolvers = { of: catalog, byFolder: new Map() };
    }
    const known = this.#resolvers.byFolder.get(folder);
    if (known) {
      return known;
    }
    const here = catalog.forFolder(folder);
    const answers = new Map<string, Resolution>();
    const resolve = (name: string): Resolution => {
      const answer = answers.get(name) ?? here.resolve(name);
      answers.set(name, answer);
      return answer;
    };
    this.#resolvers.byFolder.set(folder, resolve);
    return resolve;
  }
}

/** Which parser reads a file. */
export type ParserOf = (file: IndexedFile) => StrictParser;

interface Known {
  readonly catalog: Catalog;
  readonly findings: readonly PlacedFinding[];
}
