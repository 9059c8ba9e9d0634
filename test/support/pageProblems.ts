import type { Page } from 'playwright-core';
import { axeViolations, overflowPixels, SCREENS } from './browser.ts';

/** Rules whose verdict depends on colours or on the screen; the others are asked once. */
const LOOK_RULES = ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'];

interface Look {
  readonly screen: keyof typeof SCREENS;
  readonly colorScheme: 'light' | 'dark';
  /** All unless told. */
  readonly rules: readonly string[] | undefined;
}

const LOOKS: readonly Look[] = [
  { screen: 'desk', colorScheme: 'light', rules: undefined },
  { screen: 'desk', colorScheme: 'dark', rules: LOOK_RULES },
  { screen: 'phone', colorScheme: 'dark', rules: LOOK_RULES },
  { screen: 'phone', colorScheme: 'light', rules: LOOK_RULES },
];

/** The two that differ in all, each asked every rule: for pages whose phone has other elements than the desk. */
export const OPPOSITE_LOOKS: readonly Look[] = [
  { screen: 'desk', colorScheme: 'light', rules: undefined },
  { screen: 'phone', colorScheme: 'dark', rules: undefined },
];

/** Two opposite ones: for many pages of one template, of which one is looked at in all. */
export const TEMPLATE_LOOKS: readonly Look[] = LOOKS.filter(
  ({ screen, colorScheme }) => (screen === 'desk') === (colorScheme === 'light'),
);

/** What the console may say: the status of a page that is an error page. */
const STATUS_OF_THE_PAGE = /^Failed to load resource: the server responded with a status of [45]\d\d/;

/**
 * Opens an address, and says what is wrong with its page, light and dark, on a desk and on a phone: what axe-core finds,
 * sideways scrolling, and what the console complains of, such as styles that the content security policy blocked.
 * `act` brings the page into the state to be looked at.
 */
export async function pageProblems(
  page: Page,
  url: string,
  act: (page: Page) => Promise<unknown> = () => Promise.resolve(),
  looks: readonly Look[] = LOOKS,
): Promise<string[]> {
  const problems = new Set<string>();
  page.on('console', (message) => {
    if (message.type() === 'error' && !STATUS_OF_THE_PAGE.test(message.text())) problems.add(message.text());
  });
  page.on('pageerror', (error) => problems.add(error.message));
  await page.goto(url);
  await act(page);
  await page.waitForLoadState();
  for (const problem of await problemsAsItStands(page, looks)) problems.add(problem);
  page.removeAllListeners('console');
  page.removeAllListeners('pageerror');
  return [...problems];
}

/** The same for the page that is open, without its console. */
export async function problemsAsItStands(page: Page, looks: readonly Look[] = LOOKS): Promise<string[]> {
  const problems: string[] = [];
  for (const { screen, colorScheme, rules } of looks) {
    await page.setViewportSize(SCREENS[screen]);
    await page.emulateMedia({ colorScheme });
    for (const violation of await axeViolations(page, rules)) problems.push(`${screen}, ${colorScheme}: ${violation}`);
    const overflow = await overflowPixels(page);
    if (overflow > 0) problems.push(`${screen}: ${overflow} pixels too wide`);
  }
  return problems;
}
