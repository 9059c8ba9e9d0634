import { withoutTexts } from '../quotedTexts.ts';

/** A name on the left side of an assignment. */
export interface Target {
  readonly name: string;
  /** Whether it is a member of the object that the code belongs to. */
  readonly isField: boolean;
}

/** What a statement gives a value to, and the beginning of the value. */
export interface Assignment {
  readonly targets: readonly Target[];
  readonly right: string;
}

/** The names that a statement gives a value to; members of other objects are none. */
export function assignmentIn(code: string): Assignment | undefined {
  const at = code.search(/(?<![=!<>+*/%&|^-])=(?![=>~])/);
  const left = at === -1 ? '' : code.slice(0, at).replace(/^\s*(?:(?:if|using|while|try|elif)\s*\(?)/, '');
  if (left.trim() === '' || left.length > 200 || /["'`]/.test(left)) return undefined;
  const right = code.slice(at + 1);
  // { a, b } = …, [a, b] = …, (a, b) = …
  const parts = /(?:^|[^\w$])[{[(]([^{}[\]()]*)[}\])]\s*:?$/.exec(left)?.[1];
  if (parts === undefined && /[()[\]]/.test(left)) return undefined;
  const list = (parts ?? left.replace(/(?<!:):(?!:)[\w.<>|?\s]*$/, '')).split(',');
  const targets = list.flatMap(targetOf);
  return targets.length === 0 ? undefined : { targets, right };
}

/** The name at the end of one part of the left side; a type may stand before it. */
function targetOf(part: string): Target[] {
  const text = part.trimEnd();
  const name = text.split(/\W/).at(-1) ?? '';
  if (!/^[A-Za-z_]/.test(name)) return [];
  const before = text
    .slice(0, text.length - name.length)
    .replace(/\$$/, '')
    .trimEnd();
  if (before.endsWith('@')) return [{ name, isField: true }];
  if (!/(?:\.|->|::)$/.test(before)) return [{ name, isField: false }];
  const owner =
    before
      .replace(/\??(?:\.|->|::)$/, '')
      .split(/\W/)
      .at(-1) ?? '';
  return isSelf(owner) ? [{ name, isField: true }] : [];
}

/** Whether a word stands for the object that the code belongs to. */
export function isSelf(word: string): boolean {
  return /^\$?(?:this|self|static|cls|me)$/i.test(word);
}

/** What `with value as name` of Python gives a name to. */
export function openedIn(code: string): { name: string; value: string } | undefined {
  const at = code.search(/\bwith\s/);
  if (at === -1) return undefined;
  const parts = code.slice(at + 'with'.length).split(/\sas\s/);
  const name = /^\s*(\w+)/.exec(parts.at(-1) ?? '')?.[1];
  if (parts.length < 2 || name === undefined) return undefined;
  return { name, value: parts.slice(0, -1).join(' as ') };
}

/** Whether a value is none yet. */
export function isEmptyValue(right: string): boolean {
  return /^(?:null|nil|None|undefined|\{ ?\}|\[ ?\]|""|''|array\(\))?;?$/.test(right.trim());
}

/** Whether a value is put together here: a form, a list of settings, an address. It is sent, and is no answer. */
export function isWrittenOut(right: string): boolean {
  return /^\s*(?:[[{"'`]|[\w$@]{0,3}["'`]|(?:array|dict|[\w.]*Map\.of|new\s+(?:URLSearchParams|FormData|FormUrlEncodedContent|Dictionary|HashMap|ArrayList)\b|(?:url\.)?Values\{|map\[))/.test(
    right,
  );
}

/** Whether an expression has brackets that close on a later line, or goes on by a dot. */
export function isOpen(code: string): boolean {
  return depthOf(code) > 0 || /(?:[=+.,(]|\bawait)\s*$/.test(code) || !/[;)}\]"'\w]\s*$/.test(code);
}

/** How many more brackets are opened than closed; those in texts are none. */
export function depthOf(code: string): number {
  const bare = withoutTexts(code);
  return (bare.match(/[([{]/g) ?? []).length - (bare.match(/[)\]}]/g) ?? []).length;
}
