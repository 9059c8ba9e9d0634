import { structHead } from '../codeWords.ts';
import type { Language } from '../languageOf.ts';
import type { TokenFlow } from '../tokenFlow.ts';

const byIndex = /(?<!\w)(\$?[A-Za-z_]\w*)((?:\([^()]*\)|\?)*\??\.?\[\s*)(['"])token\3(\s*\])/g;
const byGetter =
  /(?<!\w)(\$?[A-Za-z_]\w*)((?:\([^()]*\))?(?:\.|->)(?:get|getString|getAsString|optString|pop|path|fetch|GetProperty|GetString|Value|SelectToken|findValue)\(\s*)(['"])token\3/g;
const byName = /(?<![\w$.])([A-Za-z_]\w*)(\?\.|\.)token\b(?!\s*[(=]|-)/g;
const byArrow = /(?<!\w)(\$[A-Za-z_]\w*)(->|\?->)token\b(?!\s*(?:\(|=[^=]))/g;
const byPattern = /(\{\s*)token(\s*\}\s*=\s*)(\S.*)$/;

/** The field of the token call's own answer by its new name; everything else called `token` stays. */
export function fixTokenField(line: string, language: Language, tokens: TokenFlow, above: string): string {
  if (line.includes('access_token')) return line;
  const isAnswer = (root: string): boolean => tokens.sourceOf(root.replace(/^\$/, '')) === 'token call';
  const renamed = line
    .replace(byIndex, (all: string, root: string, open: string, quote: string, close: string) =>
      isAnswer(root) ? `${root}${open}${quote}access_token${quote}${close}` : all,
    )
    .replace(byGetter, (all: string, root: string, open: string, quote: string) =>
      isAnswer(root) ? `${root}${open}${quote}access_token${quote}` : all,
    );
  const structName = structHead.exec(above)?.[1];
  if (structName !== undefined && isAnswer(structName))
    return renamed.replace(/json:"token(?=[",])/, 'json:"access_token');
  if (language === 'javascript') {
    return renamed
      .replace(byName, (all: string, root: string, dot: string) => (isAnswer(root) ? `${root}${dot}access_token` : all))
      .replace(byPattern, (all: string, open: string, close: string, right: string) =>
        tokens.carries(right) ? `${open}access_token: token${close}${right}` : all,
      );
  }
  if (language !== 'php') return renamed;
  return renamed.replace(byArrow, (all: string, root: string, arrow: string) =>
    isAnswer(root) ? `${root}${arrow}access_token` : all,
  );
}
