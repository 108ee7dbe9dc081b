import * as vscode from 'vscode';
import type { Log, LogFields } from '../core/ports.ts';
import { container } from './manifest.ts';
import type { Part } from './part.ts';

/** The log that a person can open, and how to show it. */
export interface EditorLog extends Log, Part {
  show(): void;
}

/** Opens our log channel. Its level is the editor's to set, and it keeps its own files. */
export function createLog(): EditorLog {
  const channel = vscode.window.createOutputChannel(container.title, { log: true });
  return {
    debug: (message, fields) => channel.debug(line(message, fields)),
    info: (message, fields) => channel.info(line(message, fields)),
    warn: (message, fields) => channel.warn(line(message, fields)),
    error: (message, fields) => channel.error(line(message, fields)),
    show: () => channel.show(),
    dispose: () => channel.dispose(),
  };
}

function line(message: string, fields: LogFields = {}): string {
  return [message, ...Object.entries(fields).map(([key, value]) => `${key}=${value}`)].join(' ');
}
