/** What the browser says of itself, as far as it matters here. */
export interface BrowserTraits {
  readonly userAgent: string;
  readonly maxTouchPoints: number;
  /** The page was opened from the home screen. */
  readonly installed: boolean;
}

/** Whether this is an iPhone or iPad; newer iPads call themselves a Mac. */
export function isIos({ userAgent, maxTouchPoints }: BrowserTraits): boolean {
  return /iPhone|iPad|iPod/.test(userAgent) || isTouchMac(userAgent, maxTouchPoints);
}

/**
 * Whether the page has to be put on the home screen before it is paired: there Safari and an installed
 * page keep separate stores, and only the installed one gets pushes.
 */
export function needsHomeScreen(traits: BrowserTraits): boolean {
  return isIos(traits) && !traits.installed;
}

/** A name a person would know this device by. */
export function proposedName({ userAgent, maxTouchPoints }: BrowserTraits): string {
  const device = isTouchMac(userAgent, maxTouchPoints)
    ? 'iPad'
    : DEVICES.find(([, pattern]) => pattern.test(userAgent))?.[0];
  const browser = BROWSERS.find(([, pattern]) => pattern.test(userAgent))?.[0];
  if (device === undefined) return browser ?? 'Browser';
  return browser === undefined ? device : `${device} (${browser})`;
}

function isTouchMac(userAgent: string, maxTouchPoints: number): boolean {
  return userAgent.includes('Macintosh') && maxTouchPoints > 1;
}

const DEVICES: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Android phone', /Android.*Mobile/],
  ['Android tablet', /Android/],
  ['Windows PC', /Windows/],
  ['Mac', /Macintosh/],
  ['Chromebook', /CrOS/],
  ['Linux PC', /Linux/],
];

/** In the order in which they may count: most name others beside themselves. */
const BROWSERS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Edge', /Edg/],
  ['Samsung Internet', /SamsungBrowser/],
  ['Firefox', /Firefox|FxiOS/],
  ['Chrome', /Chrome|CriOS/],
];
