import { describe, expect, test } from '@jest/globals';
import type { Express, RequestHandler } from 'express';
import request from 'supertest';
import { CHANGE_SCOPES } from '../../../src/connections/scopes.ts';
import { AppError, StoreError, type AppErrorDetails, type ErrorCode } from '../../../src/errors.ts';
import { methodNotAllowed } from '../../../src/web/errors/errorPages.ts';
import { ENGLISH, findLanguage } from '../../../src/languages/languages.ts';
import { errorPageOf, ERROR_TABLE } from '../../../src/web/errors/errorTable.ts';
import { renderPage } from '../../../src/web/rendering/renderPage.ts';
import { anErrorView } from '../../support/anErrorView.ts';
import { englishLeft } from '../../support/englishLeft.ts';
import { aSignedInPerson, pageApp, type PageAppOptions } from '../../support/pageApp.ts';

const CODES = Object.keys(ERROR_TABLE) as ErrorCode[];
const BASE = 'http://app.test';

function appThatThrows(error: unknown, options: PageAppOptions = {}): Express {
  const fail: RequestHandler = () => {
    throw error;
  };
  return pageApp((app) => app.all('/{*path}', fail), options);
}

async function pageOf(code: ErrorCode, details: AppErrorDetails = {}, path = '/companies/t1/inventory') {
  const { text, status } = await request(appThatThrows(new AppError(code, details))).get(path);
  return { text, status, buttons: buttonsOf(text) };
}

/** Label and address of the page's buttons. */
function buttonsOf(html: string): [string, string][] {
  const actions = /<p class="actions">([^]*?)<\/p>/.exec(html)?.[1] ?? '';
  return [...actions.matchAll(/href="([^"]*)">([^<]*)</g)].map(([, href = '', label = '']) => [
    label,
    href.replaceAll('&amp;', '&'),
  ]);
}

describe.each(CODES)('%s', (code) => {
  const description = '<img src=x onerror=alert(1)>';
  const cause = new Error('the code was s3cr3t-cause');

  test('has a page with its status, heading, button, code and correlation id', async () => {
    const { status, title, primary } = errorPageOf({ code, details: {} });
    const app = appThatThrows(new AppError(code), { baseUrl: BASE });
    const answer = await request(app).get('/companies/t1/inventory').set('Referer', `${BASE}/account`);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(`<h1>${ENGLISH.speak(title)}</h1>`);
    expect(answer.text).toContain(`data-testid="error-code">${code}</code>`);
    expect(buttonsOf(answer.text)[0]).toEqual([ENGLISH.speak(primary.label), expect.stringMatching(/^\//)]);
    expect(answer.text).toContain(answer.headers['x-correlation-id']);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('has it in Norwegian too', async () => {
    const details = { reason: 'REASON', providerError: 'CODE', providerDescription: 'WORDS', retryAfterSeconds: 90 };
    const app = appThatThrows(new AppError(code, details), { signedIn: aSignedInPerson() });
    const { text } = await request(app).get('/companies/t1/inventory').set('Accept-Language', 'nb');
    expect(text).toContain('<html lang="nb-NO">');
    expect(text).toContain(`<h1>${findLanguage('nb-NO').speak(errorPageOf({ code, details }).title)}</h1>`);
    const main = text.slice(text.indexOf('<main'), text.indexOf('</main>'));
    expect(englishLeft(`<body>${main}`)).toEqual([]);
  });

  test('shows the other system’s words as text, and logs neither them nor the cause', async () => {
    const logLines: string[] = [];
    const details = { cause, providerError: 'their_code', providerDescription: description, returnTo: '/x?q=s3cr3t' };
    const answer = await request(appThatThrows(new AppError(code, details), { logLines })).get('/x?code=s3cr3t-code');
    expect(answer.text).toContain('>their_code<');
    expect(answer.text).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(answer.text).not.toContain('<img src=x');
    const line = logLines.find((text) => text.includes('request refused')) ?? '';
    expect(JSON.parse(line)).toMatchObject({
      correlationId: answer.headers['x-correlation-id'],
      code,
      err: { name: 'AppError', code, providerError: 'their_code' },
    });
    expect(logLines.join()).not.toMatch(/s3cr3t|onerror/);
  });
});

test('statuses are 4xx and 5xx, each page says what to do, and no two pages have one heading', () => {
  const pages = CODES.map((code) => errorPageOf({ code, details: {} }));
  for (const { status, advice, happened } of pages) {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(advice.length).toBeGreaterThan(0);
    expect(ENGLISH.speak(happened)).toMatch(/\.$/);
  }
  expect(new Set(pages.map(({ title }) => ENGLISH.speak(title))).size).toBe(pages.length);
});

/** Those whose cause may sit in the person or in their account. */
const OF_THE_PERSON: ErrorCode[] = [
  'access_denied',
  'no_company',
  'invalid_tenant',
  'sign_in_refused',
  'other_person',
  'company_not_allowed',
  'erp_unauthorised',
  'erp_forbidden',
];

describe('ways on', () => {
  const wanted = [{}, { returnTo: '/account' }, { returnTo: '/companies/t1/inventory', tenantId: 't1' }];
  const paths = ['/callback?code=1&state=2', '/companies/t1/inventory?page=2', '/account', '/login'];

  test.each(CODES)('of %s lead to different addresses, wherever it comes up', async (code) => {
    for (const details of wanted)
      for (const path of paths) {
        const { buttons } = await pageOf(code, details, path);
        const addresses = buttons.map(([, href]) => href);
        expect({ path, addresses: new Set(addresses).size }).toEqual({ path, addresses: addresses.length });
      }
  });

  test.each(OF_THE_PERSON)('of %s lead to a sign-in as somebody else, from the header too', async (code) => {
    const { buttons, text } = await pageOf(code, { returnTo: '/account' }, '/callback?code=1&state=2');
    const address = '/login?return_to=%2Faccount&prompt=select_account';
    expect(buttons).toContainEqual(['Sign in as somebody else', address]);
    expect(text).toContain(`<a class="button outline small" href="${address.replace('&', '&amp;')}">Sign in</a>`);
  });

  test('of all others do not, and the header leads to the usual sign-in', async () => {
    for (const code of CODES.filter((one) => !OF_THE_PERSON.includes(one))) {
      const { text } = await pageOf(code);
      expect(text).not.toContain('select_account');
      expect(text).toContain('href="/login">Sign in</a>');
    }
  });

  test('lead the next person to no page of a company', async () => {
    const { buttons } = await pageOf('invalid_tenant', { returnTo: '/companies/t1/inventory', tenantId: 't1' });
    expect(buttons).toContainEqual(['Sign in as somebody else', '/login?prompt=select_account']);
  });

  test('of somebody else’s answer are the sessions own person, the other one, or the end', async () => {
    const { buttons } = await pageOf('other_person', { returnTo: '/companies/t2/inventory', tenantId: 't2' });
    expect(buttons).toEqual([
      ['Go on as you are', '/companies'],
      [
        'Connect it with my own account',
        '/login?return_to=%2Fcompanies%2Ft2%2Finventory&tenant=t2&connect=1&prompt=select_account',
      ],
      ['Sign in as somebody else', '/login?prompt=select_account'],
      ['Sign out', '/logout'],
    ]);
  });
});

describe('buttons', () => {
  test('a sign-in keeps where the person wanted to go, and for which company', async () => {
    const { buttons } = await pageOf('sign_in_again', { returnTo: '/companies/t9/inventory?page=2', tenantId: 't9' });
    expect(buttons[0]).toEqual([
      'Sign in again',
      '/login?return_to=%2Fcompanies%2Ft9%2Finventory%3Fpage%3D2&tenant=t9',
    ]);
  });

  test('a sign-in comes back to the page itself when nothing else is known', async () => {
    const { buttons } = await pageOf('company_not_connected', {}, '/companies/t1/inventory?page=2');
    expect(buttons[0]?.[1]).toBe('/login?return_to=%2Fcompanies%2Ft1%2Finventory%3Fpage%3D2&tenant=t1');
  });

  test.each(['//evil.example', 'https://evil.example/', '/\\evil', '/logout'])(
    'a sign-in never leads on to %s',
    async (returnTo) => {
      const { buttons } = await pageOf('attempt_expired', { returnTo }, '/callback?code=1&state=2');
      expect(buttons[0]).toEqual(['Start again', '/login']);
    },
  );

  test('where the sign-in failed, trying again is a new sign-in, not the used callback', async () => {
    const { buttons } = await pageOf('connect_unreachable', { returnTo: '/account' }, '/callback?code=1&state=2');
    expect(buttons[0]).toEqual(['Try again', '/login?return_to=%2Faccount']);
  });

  test('a page that failed is tried again as it was', async () => {
    const { buttons } = await pageOf('erp_unavailable', {}, '/companies/t1/inventory?q=a%20b');
    expect(buttons[0]).toEqual(['Try again', '/companies/t1/inventory?q=a%20b']);
  });

  test('another company is chosen without naming the refused one', async () => {
    const { buttons, text } = await pageOf('company_not_allowed', { tenantId: 't1', returnTo: '/companies/t1/x' });
    expect(buttons[0]).toEqual(['Choose another company', '/login']);
    expect(text).toContain('You may have chosen the customer tenant in place of the company');
  });

  test.each([
    ['12027', /role API User.*customer tenant.*licence of the company may have run out/s],
    ['12002', /role API User.*Choose another company/s],
  ])('what the ERP means by %s is said, the role API User first', async (providerError, words) => {
    const { text, buttons } = await pageOf('company_not_allowed', { tenantId: 't1', providerError });
    expect(text).toMatch(words);
    expect(text).toContain('10 to 15 minutes');
    expect(buttons[0]).toEqual(['Choose another company', '/login']);
  });

  test('the missing role is named, with the time it takes', async () => {
    const { buttons, text } = await pageOf('invalid_tenant', { tenantId: 't1', returnTo: '/account' }, '/callback');
    expect(text).toContain('role API User');
    expect(text).toContain('10 to 15 minutes');
    expect(buttons[0]?.[0]).toBe('Sign in as somebody else');
    expect(buttons).toContainEqual(['Try this company again', '/login?return_to=%2Faccount&tenant=t1']);
  });

  test('changes are allowed by a sign-in for this company that comes back to the page', async () => {
    const { buttons } = await pageOf('step_up_required', {}, '/companies/t1/customers/new');
    const scope = encodeURIComponent(CHANGE_SCOPES.join(' ')).replaceAll('%20', '+');
    expect(buttons[0]).toEqual([
      'Turn on editing',
      `/login?return_to=%2Fcompanies%2Ft1%2Fcustomers%2Fnew&tenant=t1&scope=${scope}`,
    ]);
  });

  test('what is not there leads back to its list', async () => {
    const { buttons } = await pageOf('erp_not_found', {}, '/companies/t1/suppliers/S%2F1?x=1');
    expect(buttons[0]).toEqual(['Back to the list', '/companies/t1/suppliers']);
  });

  test('a session of an application without tenants is not asked for by tenant', async () => {
    const { buttons } = await pageOf('sign_in_again', { tenantId: 'default', returnTo: '/account' });
    expect(buttons[0]?.[1]).toBe('/login?return_to=%2Faccount');
  });
});

describe('a form that was refused', () => {
  const post = (code: ErrorCode, referer: string) =>
    request(appThatThrows(new AppError(code), { baseUrl: BASE }))
      .post('/companies/t1/customers')
      .set('Referer', referer);

  test('leads back to its page', async () => {
    const { text } = await post('csrf', `${BASE}/companies/t1/customers/new?x=1`);
    expect(buttonsOf(text)[0]).toEqual(['Back to the page', '/companies/t1/customers/new?x=1']);
  });

  test.each(['customers/new', 'customers/C%2F1/edit', 'sales-orders/SO/000123/edit'])(
    'leads back to its own address where nothing else is known: %s',
    async (path) => {
      const { text } = await request(appThatThrows(new AppError('csrf'))).post(`/companies/t1/${path}`);
      expect(buttonsOf(text)[0]).toEqual(['Back to the page', `/companies/t1/${path}`]);
      expect(text).toContain(`return_to=${encodeURIComponent(`/companies/t1/${path}`)}" lang="nb-NO"`);
    },
  );

  test('sent to an address without a page, leads there from no language', async () => {
    const { text } = await request(appThatThrows(new AppError('csrf'))).post('/companies/t1/disconnect');
    expect(buttonsOf(text).map(([, href]) => href)).not.toContain('/companies/t1/disconnect');
    expect(text).toContain('return_to=%2F" lang="nb-NO"');
  });

  test('changes the language of its page by way of the page it came from', async () => {
    const { text } = await post('erp_unavailable', `${BASE}/companies/t1/customers/new`);
    expect(text).toContain('return_to=%2Fcompanies%2Ft1%2Fcustomers%2Fnew" lang="nb-NO"');
  });

  test('is not tried again by a link; its page is', async () => {
    const { text } = await post('erp_unavailable', `${BASE}/companies/t1/customers/new`);
    expect(buttonsOf(text)[0]).toEqual(['Try again', '/companies/t1/customers/new']);
  });

  test.each(['https://evil.example/x', `${BASE}.evil.example/x`, `${BASE}//evil.example`, 'nonsense'])(
    'sent from %s leads to the start page',
    async (referer) => {
      const { text } = await post('csrf', referer);
      expect(buttonsOf(text)).toEqual([['Go to the start page', '/']]);
    },
  );
});

test('the fields that the ERP refused are listed with its words, as text', async () => {
  const fields = [{ name: 'mainAddress.postalCode', message: 'too <long>' }];
  const { text } = await pageOf('erp_rejected', { fields });
  expect(text).toMatch(/<code>mainAddress\.postalCode<\/code>: too &lt;long&gt;/);
});

describe('seconds to wait', () => {
  test('stand on the page in words and in Retry-After', async () => {
    const app = appThatThrows(new AppError('erp_throttled', { retryAfterSeconds: 119.2 }));
    const answer = await request(app).get('/account').expect(429).expect('Retry-After', '120');
    expect(answer.text).toContain('You can try again in 2 minutes.');
  });

  test('are not made up', async () => {
    const answer = await request(appThatThrows(new AppError('erp_throttled'))).get('/account');
    expect(answer.headers).not.toHaveProperty('retry-after');
    expect(answer.text).not.toContain('You can try again in');
  });
});

describe('errors that are not ours', () => {
  test('are unexpected: 500, logged as errors, without message, on the page without stack', async () => {
    const logLines: string[] = [];
    const app = appThatThrows(new TypeError('cannot read s3cr3t'), { logLines });
    const answer = await request(app).get('/account').expect(500);
    expect(answer.text).toContain('data-testid="error-code">unexpected<');
    expect(answer.text).not.toMatch(/s3cr3t|TypeError|\bat /);
    const line: unknown = JSON.parse(logLines.find((text) => text.includes('request refused')) ?? '');
    expect(line).toMatchObject({ level: 50, err: { name: 'TypeError', stack: expect.stringContaining('at ') } });
    expect(logLines.join()).not.toContain('s3cr3t');
  });

  test.each(['a text', 42, { status: 418 }])('thrown as %p too', async (thrown) => {
    await request(appThatThrows(thrown))
      .get('/account')
      .expect(500, /unexpected/);
  });

  test('a store that is away is 503', async () => {
    await request(appThatThrows(new StoreError()))
      .get('/account')
      .expect(503, /store_unavailable/);
  });

  test.each([
    [400, 'bad_request'],
    [404, 'not_found'],
    [405, 'method_not_allowed'],
    [413, 'too_large'],
    [415, 'bad_request'],
    [429, 'rate_limited'],
  ])('of Express with status %i keep it and are %s', async (status, code) => {
    const app = appThatThrows(Object.assign(new Error('its words'), { status }));
    const answer = await request(app).get('/account').expect(status);
    expect(answer.text).toContain(`data-testid="error-code">${code}<`);
    expect(answer.text).not.toContain('its words');
  });

  test('with a status that says the server was at fault are unexpected', async () => {
    await request(appThatThrows(Object.assign(new Error('x'), { status: 502 })))
      .get('/account')
      .expect(500, /unexpected/);
  });
});

describe('what Express refuses by itself', () => {
  const app = pageApp((server) => {
    server.get('/items/:number', (req, res) => void res.send(req.params.number));
    server.post('/form', (_req, res) => void res.send('sent'));
    server.all('/form', methodNotAllowed('GET', 'POST'));
  });

  test('a bad escape in the address is 400', async () => {
    await request(app)
      .get('/items/%E0%A4%A')
      .expect(400, /bad_request/);
  });

  test('an unknown address is 404, by any method', async () => {
    await request(app)
      .get('/nowhere')
      .expect(404, /not_found/);
    await request(app)
      .post('/nowhere')
      .expect(404, /not_found/);
  });

  test('a method that the address does not know is 405 and says which it knows', async () => {
    await request(app)
      .put('/form')
      .expect(405, /method_not_allowed/)
      .expect('Allow', 'GET, POST, HEAD');
  });

  test('a form that is too large is 413, a broken one 400', async () => {
    const send = (body: string) => request(app).post('/form').type('form').send(body);
    await send(`a=${'x'.repeat(70_000)}`).expect(413, /too_large/);
    await request(app)
      .post('/form')
      .type('form')
      .set('Content-Encoding', 'nonsense')
      .send('a=1')
      .expect(/bad_request/);
  });
});

describe('who does not accept pages', () => {
  test.each(['application/json', 'text/event-stream', 'image/png'])('gets JSON: %s', async (accept) => {
    const answer = await request(appThatThrows(new AppError('session_required')))
      .get('/x')
      .set('Accept', accept);
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({
      error: 'session_required',
      message: expect.stringContaining('You are signed out. '),
      correlationId: answer.headers['x-correlation-id'],
    });
    expect(answer.headers).toMatchObject({ vary: 'Accept, Accept-Encoding', 'cache-control': 'no-store' });
  });

  test('accepting anything gets the page', async () => {
    const answer = await request(appThatThrows(new AppError('session_required')))
      .get('/x')
      .set('Accept', '*/*');
    expect(answer.type).toBe('text/html');
  });
});

test('HEAD gets the status and the headers of the page, and no body', async () => {
  const answer = await request(appThatThrows(new AppError('not_found'))).head('/x');
  expect(answer.status).toBe(404);
  expect(answer.type).toBe('text/html');
  expect(answer.text).toBeUndefined();
});

test('headers of the answer that did not come about are gone', async () => {
  const app = pageApp((server) =>
    server.get('/export', (_req, res) => {
      res.attachment('items.csv').set('ETag', '"1"');
      throw new AppError('erp_unavailable');
    }),
  );
  const { headers, type } = await request(app).get('/export');
  expect(headers).not.toHaveProperty('content-disposition');
  expect(headers.etag).not.toBe('"1"');
  expect(type).toBe('text/html');
});

test('an answer under way is cut off, and the error logged', async () => {
  const logLines: string[] = [];
  const app = pageApp(
    (server) =>
      server.get('/stream', (_req, res) => {
        res.write('half');
        throw new AppError('erp_unavailable');
      }),
    { logLines },
  );
  await expect(request(app).get('/stream')).rejects.toThrow(/aborted|hang up/);
  expect(logLines.join()).toContain('erp_unavailable');
});

describe('when a page cannot be rendered', () => {
  test('a view that fails is an unexpected error with a page', async () => {
    const data = {
      ...anErrorView(),
      get happened(): never {
        throw new Error('a view fails');
      },
    };
    const app = pageApp((server) =>
      server.get('/', (req, res) => renderPage(req, res, { view: 'errors/error', title: { verbatim: 'A' }, data })),
    );
    await request(app)
      .get('/')
      .expect(500, /data-testid="error-code">unexpected</);
  });

  test('and the error page too, a plain page still answers with the code and the reference', async () => {
    const logLines: string[] = [];
    const app = pageApp(
      (server) => {
        server.engine('ejs', (_path, _locals, done) => done(new Error('views are gone')));
        server.get('/', () => {
          throw new AppError('erp_unavailable');
        });
      },
      { logLines, signedIn: aSignedInPerson() },
    );
    const answer = await request(app).get('/').expect(503);
    expect(answer.text).toContain('data-testid="error-code">erp_unavailable<');
    expect(answer.text).toContain(answer.headers['x-correlation-id']);
    expect(answer.text).not.toContain('views are gone');
    expect(logLines.join()).toContain('could not be rendered');
  });
});
