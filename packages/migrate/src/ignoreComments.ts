/** What a line's ignore comments say. */
export interface Ignoring {
  readonly here: IgnoredRules | undefined;
  readonly next: IgnoredRules | undefined;
  /** Names in them that are no rule's. */
  readonly unknown: readonly string[];
}

/** `all`, or the ids of rules. */
export type IgnoredRules = 'all' | ReadonlySet<string>;

const DIRECTIVE = /visma-migrate-ignore-(line|next-line)\b[ \t]*((?:[\w-]+[ \t]*,?[ \t]*)*)/g;

/**
 * Reads `visma-migrate-ignore-line` and `visma-migrate-ignore-next-line` in any comment style.
 * Rule ids may follow, with commas or blanks between; a reason may follow after ` -- `.
 * A comment that names only unknown rules ignores nothing.
 */
export function readIgnoreComments(line: string, ruleIds: ReadonlySet<string>): Ignoring | undefined {
  if (!line.includes('visma-migrate-ignore-')) return undefined;
  let here: IgnoredRules | undefined;
  let next: IgnoredRules | undefined;
  const unknown: string[] = [];
  for (const [, place, words = ''] of line.matchAll(DIRECTIVE)) {
    const ids = (words.split(/(?:^|[ \t])-{2,}/)[0] ?? '')
      .split(/[\s,]+/)
      .filter((id) => /\w/.test(id) && !/^-|-$/.test(id));
    const known = ids.filter((id) => ruleIds.has(id));
    unknown.push(...ids.filter((id) => !ruleIds.has(id)));
    const rules: IgnoredRules = ids.length === 0 ? 'all' : new Set(known);
    if (place === 'line') here = join(here, rules);
    else next = join(next, rules);
  }
  return { here, next, unknown };
}

/** Whether the rule is among the ignored ones. */
export function isIgnored(ruleId: string, rules: IgnoredRules | undefined): boolean {
  return rules === 'all' || rules?.has(ruleId) === true;
}

function join(one: IgnoredRules | undefined, other: IgnoredRules): IgnoredRules {
  if (one === 'all' || other === 'all') return 'all';
  return new Set([...(one ?? []), ...other]);
}
