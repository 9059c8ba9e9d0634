import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { portalRouter } from '../../src/portal/portalRouter.ts';
import { SETTINGS_CATALOGUE } from '../../src/settings.ts';
import { openSandboxState } from '../../src/world/sandboxState.ts';

const layer = z.looseObject({
  route: z
    .looseObject({ path: z.string(), stack: z.array(z.looseObject({ method: z.string().optional() })) })
    .optional(),
  handle: z.unknown(),
});
const router = z.custom<{ stack: unknown[] }>((value) => typeof value === 'function' && 'stack' in value);

/** The paths that a router answers GET requests at, those of the routers in it included. */
function pagesOf(given: unknown): string[] {
  const found = router.safeParse(given).data?.stack ?? [];
  return found.flatMap((one) => {
    const { route, handle } = layer.parse(one);
    if (!route) return pagesOf(handle);
    return route.stack.some(({ method }) => method === 'get') ? [route.path] : [];
  });
}

test('docs/sandbox.md lists every screen of the portal, and no other', () => {
  const state = openSandboxState({
    store: 'memory:',
    outerClock: Date.now,
    appUrls: [],
    catalogue: SETTINGS_CATALOGUE,
    settings: {},
    seed: {},
  });
  const refuse = () => {
    throw new Error('No page is opened here');
  };
  const firstParty = { visitorOf: refuse, signIn: refuse, routes: refuse };
  const portal = portalRouter({ world: state.world, issuer: 'http://127.0.0.1', firstParty, formKey: 'key' });
  const text = readFileSync(new URL('../../../../docs/sandbox.md', import.meta.url), 'utf8');
  const section = text.split('\n## Developer Portal\n')[1]?.split('\n## ')[0] ?? '';
  const listed = [...section.matchAll(/^\| `(\/portal[^`]*)`/gm)].map(([, path]) => path);
  const screens = pagesOf(portal).filter((path) => path !== '/portal/icons/:clientId');
  expect(listed.sort()).toEqual(screens.sort());
  expect(screens.length).toBeGreaterThan(20);
  state.close();
});
