/** A page as plain HTTP shows it. */
export interface Page {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  /** Where a redirect would lead; undefined for a page that was shown. */
  readonly location: string | undefined;
  readonly html: string;
}

/** What a browser does without script: cookies, redirects within one origin, forms. */
export interface HttpBrowser {
  /** Follows redirects as long as they stay on the origin; the first one that leaves it is the answer. */
  readonly visit: (url: string) => Promise<Page>;
  /** Sends the form whose markup contains `marker`, its own fields included. */
  readonly submit: (page: Page, marker: string, fields?: Fields) => Promise<Page>;
  readonly cookies: Map<string, Cookie>;
}

/** Names of fields → what is typed or chosen; several values for checkboxes of one name. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

export interface Cookie {
  readonly name: string;
  value: string;
  readonly path: string;
}

/** A browser that lives on the origin of the sandbox. */
export function openHttpBrowser(origin: string): HttpBrowser {
  const cookies = new Map<string, Cookie>();
  const request = async (url: string, body?: URLSearchParams): Promise<Page> => {
    const { pathname } = new URL(url);
    const sent = [...cookies.values()].filter(({ path }) => path === '/' || `${pathname}/`.startsWith(`${path}/`));
    const cookie = sent.map(({ name, value }) => `${name}=${value}`).join('; ');
    const response = await fetchAnew(url, {
      redirect: 'manual',
      headers: cookie === '' ? {} : { cookie },
      ...(body === undefined ? {} : { method: 'POST', body }),
    });
    // Read in any case: a connection whose answer is not read stays open, and the test's process with it.
    const html = await response.text();
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    const target = response.headers.get('location');
    const location = target === null ? undefined : new URL(target, url).href;
    if (location !== undefined && new URL(location).origin === origin) return request(location);
    return { url, status: response.status, headers: response.headers, location, html };
  };
  return {
    cookies,
    visit: (url) => request(url),
    submit: (page, marker, fields = {}) => {
      const { action, own } = formOf(page, marker);
      return request(new URL(action, page.url).href, toForm({ ...own, ...fields }));
    },
  };
}

function toForm(fields: Fields): URLSearchParams {
  const pairs = Object.entries(fields).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  );
  return new URLSearchParams(pairs);
}

/** Asks twice: a connection kept open from before a restart of the sandbox may be found closed. Forms are sent once. */
async function fetchAnew(url: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(url, options);
  } catch (error) {
    if (options.body !== undefined) throw error;
    return fetch(url, options);
  }
}

function keep(cookies: Map<string, Cookie>, line: string): void {
  const [pair = '', ...attributes] = line.split(/; */);
  const [name = '', ...rest] = pair.split('=');
  const value = rest.join('=');
  const path = /^path=(.*)$/i.exec(attributes.find((one) => /^path=/i.test(one)) ?? '')?.[1] ?? '/';
  const isGone = value === '' || attributes.some((one) => /^expires=Thu, 01 Jan 1970/i.test(one));
  if (isGone) cookies.delete(`${name} ${path}`);
  else cookies.set(`${name} ${path}`, { name, value, path });
}

function formOf(page: Page, marker: string): { action: string; own: Record<string, string> } {
  const forms = page.html.match(/<form[\s\S]*?<\/form>/g) ?? [];
  const form = forms.find((one) => one.includes(marker));
  const action = /action="([^"]*)"/.exec(form ?? '')?.[1];
  if (form === undefined || action === undefined)
    throw new Error(`No form with ${marker} on ${page.url} (${page.status}): ${page.html.slice(0, 2000)}`);
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  const own = hidden.map(([, name = '', value = '']): [string, string] => [decode(name), decode(value)]);
  return { action: decode(action), own: Object.fromEntries(own) };
}

function decode(html: string): string {
  const entities: Record<string, string> = { '&amp;': '&', '&#34;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>' };
  return html.replace(/&(?:amp|#34|#39|lt|gt);/g, (entity) => entities[entity] ?? entity);
}
