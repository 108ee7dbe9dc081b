/** Firefox's preferences by name. */
export type Prefs = Readonly<Record<string, string | number | boolean>>;

/** No questions, no calls home, and notifications that every page may show. */
export const quietPrefs: Prefs = {
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  'browser.safebrowsing.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'permissions.default.desktop-notification': 1,
  // Notifications go through the part that the recorder replaces.
  'alerts.useSystemBackend': false,
};
