import type { CommentSyntax } from './commentSyntax.ts';
import type { FileFacts } from './fileFacts.ts';
import type { Language } from './languageOf.ts';
import type { ManifestKind } from './manifests.ts';

/** What rules may know of the file around a line. */
export interface FileContext {
  readonly name: string;
  /** From the scanned folder, with `/`. */
  readonly path: string;
  readonly language: Language;
  readonly comments: CommentSyntax;
  /** Set where the file names dependencies. */
  readonly manifest: ManifestKind | undefined;
  /** Whether nothing else in it counts, as in what a package manager wrote. */
  readonly isManifestOnly: boolean;
  readonly facts: FileFacts;
}
