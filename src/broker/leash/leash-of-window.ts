import type { PersonMark } from '../../core/audit/entry.ts';
import { notHereLeash, type LeashControl } from './leash-control.ts';
import type { Leash } from './open-leash.ts';

/** The leash as a window sets it, whether it holds the desk or another one does. */
export function leashOfWindow(held: () => Leash | null, by: PersonMark): LeashControl {
  const control = (): LeashControl => held()?.controlBy(by) ?? notHereLeash;
  return {
    choose: (place, choice) => control().choose(place, choice),
    setStopped: (on) => control().setStopped(on),
    setPaused: (session, on) => control().setPaused(session, on),
    document: () => control().document(),
    saveDocument: (text) => control().saveDocument(text),
    customMode: () => control().customMode(),
    setCustomMode: (custom) => control().setCustomMode(custom),
  };
}
