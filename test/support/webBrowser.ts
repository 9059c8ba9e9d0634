import { request } from 'undici';

/** A page as plain HTTP shows it. */
export interface WebPage {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** Every address on the way, the page's own last. */
  readonly way: readonly string[];
  /** The text of the first heading. */
  readonly heading: string;
  /** What stands in the element with `data-testid="error-code"`. */
  readonly errorCode: string | undefined;
}

export interface Visit {
  readonly headers?: Readonly<Record<string, string>>;
  /** Redirects are followed while this says so; to everywhere unless told. */
  readonly follow?: (url: URL) => boolean;
}

/** What a browser does without script, over several origins: cookies by host, redirects, forms. */
export interface WebBrowser {
  open: (url: string, visit?: Visit) => Promise<WebPage>;
  /** Sends the form whose markup contains `marker`, its hidden fields included. */
  submit: (page: WebPage, marker: string, fields?: Readonly<Record<string, string>>, visit?: Visit) => Promise<WebPage>;
  /** What it keeps for a host: name and value. */
  readonly cookiesOf: (host: string) => Map<string, string>;
}

const NAVIGATION = {
  Accept: 'text/html,application/xhtml+xml',
  'Accept-Language': 'en-GB',
  'Sec-Fetch-Mode': 'navigate',
  'Sec-Fetch-Dest': 'document',
  'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
};
const MAX_REDIRECTS = 20;

/** `always.headers` go with every request, as what a proxy adds or a browser says of itself. */
export function openWebBrowser(always: Pick<Visit, 'headers'> = {}): WebBrowser {
  let jar: Cookie[] = [];

  const send = async (url: URL, { headers = {} }: Visit, form?: URLSearchParams): Promise<Answer> => {
    const sent = jar.filter((one) => one.host === url.hostname && isBelow(url.pathname, one.path));
    const cookie = sent.map(({ name, value }) => `${name}=${value}`).join('; ');
    // Not fetch: it says by itself that it is no browser (Sec-Fetch-Mode: cors).
    const {
      statusCode,
      headers: received,
      body,
    } = await request(url, {
      method: form === undefined ? 'GET' : 'POST',
      headers: {
        ...NAVIGATION,
        ...(cookie === '' ? {} : { Cookie: cookie }),
        ...(form === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' }),
        ...always.headers,
        ...headers,
      },
      body: form?.toString() ?? null,
    });
    const answer = { status: statusCode, headers: headersOf(received), html: await body.text() };
    for (const line of answer.headers.getSetCookie()) jar = withCookie(jar, url, line);
    return answer;
  };

  const go = async (start: URL, visit: Visit, form?: URLSearchParams): Promise<WebPage> => {
    const { follow = () => true } = visit;
    let url = start;
    let answer = await send(url, visit, form);
    const way = [url.href];
    for (let count = 0; ; count++) {
      const location = answer.headers.get('location');
      if (location === null || answer.status < 300 || answer.status > 399) break;
      const target = new URL(location, url);
      if (!follow(target)) break;
      if (count === MAX_REDIRECTS) throw new Error(`goes round in circles: ${way.join('\n')}`);
      url = target;
      way.push(url.href);
      answer = await send(url, {});
    }
    return toPage(url, answer, way);
  };

  return {
    cookiesOf: (host) => new Map(jar.filter((one) => one.host === host).map(({ name, value }) => [name, value])),
    open: (url, visit = {}) => go(new URL(url), visit),
    submit: (page, marker, fields = {}, visit = {}) => {
      const { action, own } = formOf(page, marker);
      return go(new URL(action, page.url), visit, new URLSearchParams({ ...own, ...fields }));
    },
  };
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
}

function headersOf(received: Record<string, string | string[] | undefined>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(received))
    for (const one of [value].flat()) headers.append(name, one ?? '');
  return headers;
}

function toPage(url: URL, { status, headers, html }: Answer, way: readonly string[]): WebPage {
  return {
    url: url.href,
    status,
    headers,
    html,
    way,
    heading: textOf(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? ''),
    errorCode: /data-testid="error-code"[^>]*>([^<]*)</.exec(html)?.[1],
  };
}

interface Cookie {
  readonly host: string;
  readonly path: string;
  readonly name: string;
  readonly value: string;
}

/** RFC 6265 §5.3: a cookie replaces the one of its host, path and name. Ports do not tell cookies apart. */
function withCookie(jar: readonly Cookie[], { hostname: host }: URL, line: string): Cookie[] {
  const [pair = '', ...attributes] = line.split(/; */);
  const [name = '', ...rest] = pair.split('=');
  const value = rest.join('=');
  const path = attributes.map((one) => /^path=(.*)$/i.exec(one)?.[1]).find((one) => one !== undefined) ?? '/';
  const isGone = value === '' || attributes.some((one) => /^(expires=Thu, 01 Jan 1970|max-age=0$)/i.test(one));
  const others = jar.filter((one) => one.host !== host || one.path !== path || one.name !== name);
  return isGone ? others : [...others, { host, path, name, value }];
}

/** RFC 6265 §5.1.4. */
function isBelow(path: string, cookiePath: string): boolean {
  return cookiePath === '/' || path === cookiePath || path.startsWith(`${cookiePath}/`);
}

function formOf({ html, url, status }: WebPage, marker: string): { action: string; own: Record<string, string> } {
  const forms = html.match(/<form[\s\S]*?<\/form>/g) ?? [];
  const form = forms.find((one) => one.includes(marker));
  if (form === undefined) throw new Error(`No form with ${marker} on ${url} (${status}): ${html.slice(0, 3000)}`);
  const inputs = [...form.matchAll(/<input\b[^>]*>/g)].map(([input]) => input);
  const own = inputs
    .filter((input) => attribute(input, 'type') === 'hidden')
    .map((input): [string, string] => [attribute(input, 'name') ?? '', attribute(input, 'value') ?? '']);
  return { action: attribute(form, 'action') ?? url, own: Object.fromEntries(own) };
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? undefined : decode(value);
}

/** Text without tags. */
export function textOf(html: string): string {
  return decode(html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')).trim();
}

function decode(html: string): string {
  const entities: Record<string, string> = { '&amp;': '&', '&#34;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>' };
  return html.replace(/&(?:amp|#34|#39|lt|gt);/g, (entity) => entities[entity] ?? entity);
}
