import type { WebPage } from './webBrowser.ts';

/** What stands in the visible fields of the form whose markup contains `marker`, as a browser would send it. */
export function fieldsIn({ html }: WebPage, marker: string): Record<string, string> {
  const form = (html.match(/<form[\s\S]*?<\/form>/g) ?? []).find((one) => one.includes(marker)) ?? '';
  const inputs = [...form.matchAll(/<input\b[^>]*>/g)].map(([tag]) => tag);
  const sent = inputs.filter(
    (tag) => attribute(tag, 'type') !== 'hidden' && (!/type="(checkbox|radio)"/.test(tag) || /\schecked\b/.test(tag)),
  );
  const selects = [...form.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)].map(([, tag = '', options = '']) => {
    const [first = ''] = /<option[^>]*>/.exec(options) ?? [];
    const [chosen = first] = /<option[^>]*\sselected\b[^>]*>/.exec(options) ?? [];
    return [attribute(tag, 'name'), attribute(chosen, 'value')] as const;
  });
  const areas = [...form.matchAll(/<textarea\b([^>]*)>\n?([\s\S]*?)<\/textarea>/g)].map(
    ([, tag = '', text = '']) => [attribute(tag, 'name'), decoded(text)] as const,
  );
  return Object.fromEntries([
    ...sent.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')] as const),
    ...selects,
    ...areas,
  ]);
}

function attribute(tag: string, name: string): string {
  return decoded(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
}

function decoded(html: string): string {
  const entities: Record<string, string> = { '&amp;': '&', '&#34;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>' };
  return html.replace(/&(?:amp|#34|#39|lt|gt);/g, (entity) => entities[entity] ?? entity);
}
