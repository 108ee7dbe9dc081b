import type { ShownNotification } from '../phone/phone.ts';
import type { Firefox } from './firefox.ts';

/** Firefox's internals, as far as the recorder touches them. */
interface Alert {
  readonly name: string;
  readonly title: string;
  readonly text: string;
  readonly cookie: string;
  readonly actions: readonly { readonly action: string; readonly title: string }[];
}
interface Listener {
  observe(subject: object | null, topic: string, cookie: string): void;
}
interface Recorder {
  readonly shown: { title: string; text: string }[];
  /** By name: Firefox gives a notification that takes another's place the same one. */
  readonly standing: Map<string, { alert: Alert; listener: Listener }>;
}
declare const Services: {
  recorder: Recorder;
  readonly tm: { dispatchToMainThread(act: () => void): void };
};
declare const ChromeUtils: { generateQI(names: readonly string[]): unknown };
declare const Ci: { readonly nsIComponentRegistrar: unknown };
declare const Components: {
  ID(id: string): unknown;
  readonly manager: {
    QueryInterface(registrar: unknown): {
      registerFactory(id: unknown, name: string, contract: string, factory: object): void;
    };
  };
};

/** The notifications of a Firefox. */
export interface Alerts {
  shown(): Promise<{ title: string; text: string }[]>;
  standing(): Promise<ShownNotification[]>;
  /**
   * Presses a button (or, with an empty action, the body) of the newest one that holds these words;
   * the worker gets a real `notificationclick`.
   * @returns whether there is such a one
   */
  tap(words: string, action: string): Promise<boolean>;
  /** Sweeps the newest one that holds these words away. @returns whether there is such a one */
  dismiss(words: string): Promise<boolean>;
}

/**
 * Puts a recorder in the place where Firefox hands notifications to the operating system: it sees
 * exactly what a person would.
 */
export async function recordAlerts({ privileged }: Firefox): Promise<Alerts> {
  await privileged(installRecorder);
  return {
    shown: () => privileged(() => Services.recorder.shown),
    standing: () =>
      privileged(() =>
        [...Services.recorder.standing.values()].map(({ alert }) => ({
          title: alert.title,
          text: alert.text,
          actions: alert.actions.map(({ action, title }) => ({ action, title })),
        })),
      ),
    tap: (words, action) => privileged(answerNewest, words, 'alertclickcallback', action),
    dismiss: (words) => privileged(answerNewest, words, 'alertfinished', ''),
  };
}

function installRecorder(): void {
  const recorder: Recorder = { shown: [], standing: new Map() };
  const { standing } = recorder;
  const later = (act: () => void) => Services.tm.dispatchToMainThread(act);
  const service = {
    QueryInterface: ChromeUtils.generateQI(['nsIAlertsService', 'nsIAlertsDoNotDisturb']),
    manualDoNotDisturb: false,
    suppressForScreenSharing: false,
    showAlert(alert: Alert, listener: Listener) {
      recorder.shown.push({ title: alert.title, text: alert.text });
      standing.delete(alert.name);
      standing.set(alert.name, { alert, listener });
      later(() => listener.observe(null, 'alertshow', alert.cookie));
    },
    closeAlert(name: string) {
      const closed = standing.get(name);
      standing.delete(name);
      if (closed) later(() => closed.listener.observe(null, 'alertfinished', closed.alert.cookie));
    },
    getHistory: () => [],
    teardown: () => undefined,
    pbmTeardown: () => undefined,
  };
  const factory = {
    QueryInterface: ChromeUtils.generateQI(['nsIFactory']),
    createInstance: () => service,
  };
  Components.manager
    .QueryInterface(Ci.nsIComponentRegistrar)
    .registerFactory(
      Components.ID('{8d3a3c5a-6a0f-4a43-9a55-3f6f0a4f9b10}'),
      'Recorder of notifications',
      '@mozilla.org/alerts-service;1',
      factory,
    );
  Services.recorder = recorder;
}

function answerNewest(words: string, topic: string, action: string): boolean {
  const { standing } = Services.recorder;
  const newest = [...standing]
    .filter(([, { alert }]) => {
      return `${alert.title}\n${alert.text}`.includes(words);
    })
    .at(-1);
  if (newest === undefined) return false;
  const [name, { alert, listener }] = newest;
  const button = alert.actions.find((each) => each.action === action);
  if (action !== '' && button === undefined) throw new Error(`There is no button ${action}.`);
  // As the real ones do: a pressed notification goes, and that it went is said afterwards.
  standing.delete(name);
  listener.observe(button ?? null, topic, alert.cookie);
  return true;
}
