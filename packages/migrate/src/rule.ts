import type { Language } from './languageOf.ts';
import type { LineView } from './lineView.ts';

/** The five parts of the move, in the order of Visma's guide. */
export type StepId = 'register' | 'choose-flow' | 'authentication' | 'api-calls' | 'consent';

/** `error`: does not work today. `warning`: works, but unsafely or not as meant. */
export type Severity = 'error' | 'warning';

/** How sure a finding is: the words alone prove it, the surroundings suggest it, or a person has to look. */
export type Certainty = 'certain' | 'likely' | 'possible';

/** The languages that examples are written in. */
export type ExampleLanguage = Exclude<Language, 'other'>;

/** A call whose address may stand in a constant elsewhere in the file; scanning follows the constant's name. */
export type CallName = 'authorize call' | 'token call';

/** Lines around a match, in which `find` must, or must not, occur. A function gets the matched text. */
export interface Nearby {
  readonly find: RegExp | CallName | ((matched: string) => RegExp);
  readonly linesBefore: number;
  readonly linesAfter: number;
  /** Whether a word in a comment counts. */
  readonly inComments?: true;
}

/** One construct to look for within a line of code, comments blanked. */
export interface Pattern {
  /** Has the flag `g`. A group named `at` narrows what is reported to a part of the match. */
  readonly find: RegExp;
  /** Looks into comments as well. */
  readonly inComments?: true;
  /** What it matches is shown in no report, although the rule is not only for secrets. */
  readonly isSecret?: true;
  /** The matched text must not look like this. */
  readonly unless?: RegExp;
  /** The line must not look like this. */
  readonly unlessLine?: RegExp;
  /** All of these must be around. */
  readonly near?: readonly Nearby[];
  /** None of these may be around. */
  readonly unlessNear?: readonly Nearby[];
  /** Where it differs from the certainty of the rule. */
  readonly certainty?: Certainty;
}

/** A stretch of a line that a rule's own code found, and what it knows of it beyond the rule. */
export interface Detected {
  /** From 0; `to` is behind the last character. */
  readonly from: number;
  readonly to: number;
  readonly certainty?: Certainty;
  readonly severity?: Severity;
  /** What is so at this place, in a sentence. */
  readonly detail?: string;
  /** Whether the stretch is shown in no report. */
  readonly isSecret?: boolean;
}

/** One thing of VNI code that has to change, with all that a person needs to change it. */
export interface Rule {
  readonly id: string;
  readonly title: string;
  readonly step: StepId;
  /** The place in Visma's guide. */
  readonly guide: string;
  readonly severity: Severity;
  readonly certainty: Certainty;
  /**
   * Rules for an `address` report a stretch of text once: the first of them in the rule book wins.
   * What a rule for a `secret` matches is shown in no report.
   */
  readonly kind?: 'address' | 'secret';
  /** A line without these words has nothing for the rule: a quick look before the patterns. */
  readonly words: RegExp;
  /** Whether patterns of it look into comments. */
  readonly readsComments?: true;
  /** Code that the rule finds in a file that has no other word of Visma; the quick look at files must know each. */
  readonly alone?: readonly string[];
  /** `any` holds for every language, the others in addition for theirs. */
  readonly patterns: Readonly<Partial<Record<Language | 'any', readonly Pattern[]>>>;
  /** Finds what patterns cannot: called for each line with the rule's words, beside the patterns. */
  readonly detect?: (view: LineView) => readonly Detected[];
  /** Found when all files are read, by what they say together or do not say. */
  readonly isOfProject?: true;
  /** Whether what a pattern found is nothing, by what else is known of the file. */
  readonly isOverruled?: (view: LineView, span: Detected) => boolean;
  /** Whether the rule is for manifests and lock files too, which no other rule sees. */
  readonly readsManifests?: true;
  readonly why: string;
  readonly replacement: string;
  readonly examples: Readonly<Record<ExampleLanguage, string>>;
}
