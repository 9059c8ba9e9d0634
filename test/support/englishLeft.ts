/** Words that English sentences hold and Norwegian ones do not. */
const ENGLISH =
  /\b(?:the|an|and|of|you|your|are|with|was|were|this|that|these|company|companies|page|sign|signed|search|nothing|no one|from|account|sessions?|when|which|ends?|next|previous)\b/gi;
const KEY = /\b[a-z]+\.[a-zA-Z]\w*(?:\.\w+)*\b/g;

/**
 * What a Norwegian page shows in English, and names of texts in place of the texts. `data` is what others wrote: it
 * stays as it is.
 */
export function englishLeft(html: string, data: readonly string[] = []): string[] {
  const body = html.slice(html.indexOf('<body')).replace(/<(script|style|svg|code)\b[^]*?<\/\1>/g, ' ');
  const spoken = [...body.matchAll(/ (?:aria-label|placeholder|title|alt|data-loading)="([^"]*)"/g)].map(
    ([, text = '']) => text,
  );
  const shown = [body.replace(/<[^>]*>/g, ' | '), ...spoken].join(' | ');
  const ours = data.reduce((text, one) => text.replaceAll(one, ' '), shown);
  return [...(ours.match(ENGLISH) ?? []), ...(ours.match(KEY) ?? []).filter((key) => !NO_KEYS.test(key))];
}

/** Names that look like those of texts: of places and products. */
const NO_KEYS = /\.(?:net|example|test|com|csv|ndjson|json)$|^(?:bl|f|ca)\.[a-z]/;
