/** A small project, and what a person who knows VNI says of it. */
export interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** `file:line rule`, with ` warning` where it is one although the rule's findings are errors otherwise, or the reverse. */
  readonly expected: readonly string[];
}
