import { say, type Text } from '../../languages/spoken.ts';

const BROWSER_ON_SYSTEM = /^(.{1,50}?) on (.{1,50})$/;

/** What a session keeps of its device (session/device.ts), in the reader's language. Pure. */
export function deviceText(device: string): Text {
  const [, browser, system] = BROWSER_ON_SYSTEM.exec(device) ?? [];
  if (browser === undefined || system === undefined)
    return device === 'Unknown device' ? 'account.device.unknown' : say('account.device.browser', { browser: device });
  return browser === 'A browser'
    ? say('account.device.browserOn', { system })
    : say('account.device.on', { browser, system });
}
