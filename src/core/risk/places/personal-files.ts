import { isCredentialFile } from './credential-files.ts';

/** What people write, whom they know and where they were on the network, by paths as they are written. */
const PERSONAL: readonly RegExp[] = [
  /^(~|\$HOME|\$\{HOME\}|\/(Users|home)\/[^/]+)\/(Library\/(Messages|Mail|Safari|Calendars|Reminders|Contacts|HomeKit|Accounts|Suggestions|Containers\/com\.apple\.(Notes|mail)|Group Containers\/group\.com\.apple\.notes|Application Support\/(AddressBook|CallHistoryDB|com\.apple\.TCC|Google\/Chrome|Firefox|BraveSoftware|Microsoft Edge|Arc|Signal|WhatsApp|Telegram Desktop))|\.mozilla|\.thunderbird|\.config\/(google-chrome|chromium|BraveSoftware|microsoft-edge|Signal)|Pictures\/Photos Library\.photoslibrary)(\/|$)/,
  /(^|\/)AppData\/(Local|Roaming)\/(Google\/Chrome|Microsoft\/(Edge|Outlook)|Mozilla\/Firefox|BraveSoftware|Signal)(\/|$)/i,
];

/** Whether a path leads to messages, mail, contacts, or what a browser remembers of somebody. */
export function isPersonalFile(path: string): boolean {
  const plain = path.replace(/["']/g, '').replace(/\\ /g, ' ').replace(/\\+/g, '/');
  return PERSONAL.some((pattern) => pattern.test(plain));
}

/** Whether a path leads to keys, or to what is personal: sent away, both are critical. */
export function isSecretFile(path: string): boolean {
  return isCredentialFile(path) || isPersonalFile(path);
}
