import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { launchOptions, STARTING_MS } from './chromium.ts';

const ACTION_MS = 30_000;

/** The narrowest screen that pages must fit, and a desk's. In CSS pixels. */
export const SCREENS = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 800 } } as const;

export interface TestBrowser {
  /** A person's browser: cookies of its own, closed after the test. English, UTC, 1280 pixels wide unless told. */
  readonly newContext: (options?: BrowserContextOptions) => Promise<BrowserContext>;
  /** A page in a context of its own. */
  readonly newPage: (options?: BrowserContextOptions) => Promise<Page>;
}

/**
 * A headless Chromium for the test file that calls it at its top: the one of the whole run, or one of its own when it
 * needs arguments, started before its tests and closed after them.
 */
export function useBrowser({ args = [] }: { readonly args?: readonly string[] } = {}): TestBrowser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    const shared = args.length === 0 ? process.env.TEST_BROWSER_URL : undefined;
    browser = shared === undefined ? await chromium.launch(await launchOptions(args)) : await connectTo(shared);
  }, STARTING_MS);
  afterEach(async () => {
    await Promise.all((browser?.contexts() ?? []).map((context) => context.close()));
  });
  afterAll(async () => {
    await browser?.close();
  });

  const newContext = async (options: BrowserContextOptions = {}) => {
    if (!browser) throw new Error('the browser starts before the first test: ask for pages inside tests');
    const context = await browser.newContext({
      viewport: SCREENS.desk,
      locale: 'en-GB',
      timezoneId: 'UTC',
      reducedMotion: 'reduce',
      ...options,
    });
    context.setDefaultTimeout(ACTION_MS);
    return context;
  };
  return { newContext, newPage: async (options) => (await newContext(options)).newPage() };
}

function connectTo(url: string): Promise<Browser> {
  return chromium.connect(url, { timeout: STARTING_MS });
}

/**
 * What axe-core finds wrong with the page as it stands, all rules on unless told which: one readable text per element.
 * Empty is good: `expect(await axeViolations(page)).toEqual([])`.
 */
export async function axeViolations(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await bringAxe(page);
  const options = { resultTypes: ['violations'], elementRef: false, ...(rules ? { runOnly: rules } : {}) };
  // The whole of the results takes longer on its way out of the page than the rules do.
  const run = `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations)`;
  const violations = await page.evaluate<AxeResults['violations']>(run);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => {
      const why = failureSummary.replace(/\s+/g, ' ');
      return `${id} (${help}) at ${target.join(' ')}: ${why}`;
    }),
  );
}

/**
 * Now through the debugger, and before the scripts of every page that comes next: that takes a third of the time.
 * The page's content security policy binds neither.
 */
async function bringAxe(page: Page): Promise<void> {
  axeSource ??= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(`${axeSource};undefined`);
  await page.addInitScript(axeSource);
}

let axeSource: string | undefined;

/**
 * How many CSS pixels the page is wider than its window: 0 unless one has to scroll sideways.
 * @see WCAG 2.2, 1.4.10 Reflow
 */
export async function overflowPixels(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** What the page's console says went wrong while `act` runs, such as what its content security policy blocked. */
export async function consoleErrors(page: Page, act: () => Promise<unknown>): Promise<string[]> {
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  await act();
  return errors;
}
