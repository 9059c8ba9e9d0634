// Draws the pictures of README.md anew: `npx tsx scripts/screenshots.ts`. Run by hand when pages have changed.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { findChromium } from '../test/support/chromium.ts';
import { HANDEL, KARI, startStack } from '../test/support/startStack.ts';

const folder = fileURLToPath(new URL('../docs/images/', import.meta.url));

async function signIn(page: Page, appUrl: string): Promise<void> {
  await page.goto(`${appUrl}/login?tenant=${HANDEL}`);
  await page.fill('[name=username]', KARI);
  await page.fill('[name=password]', 'sandbox');
  await page.click('[data-testid=login-form] [type=submit]');
  await page.click('[data-testid=consent-form] [value=accept]');
  await page.waitForURL(/\/inventory/);
}

async function draw(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${folder}${name}.png` });
}

mkdirSync(folder, { recursive: true });
const stack = await startStack({ sandbox: { items: 1200 } });
const browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  await signIn(page, stack.app.url);
  await page.goto(`${stack.app.url}/companies/${HANDEL}/inventory`);
  await draw(page, 'inventory');
} finally {
  await browser.close();
  await stack.stop();
}
