import type { Page } from 'playwright-core';
import { afterAll } from 'vitest';
import { columnNamed } from '../vscode/install.ts';
import { pictureFailures, picturePanel } from './pictures.ts';
import { makePlace, type Place } from './place.ts';

/** What each file of tests in the editor works with. */
export interface EditorSuite {
  /** Which editor the tests run in. */
  readonly column: ReturnType<typeof columnNamed>;
  /** Has something ended after the tests, the last one first. */
  readonly onEnd: (end: () => Promise<void>) => void;
  /** Makes a home with a project, gone after the tests. */
  readonly makePlace: () => Promise<Place>;
  /** Takes a picture of the window. */
  readonly picture: (name: string) => Promise<void>;
}

/** Sets up a file of tests. @param page the window that is pictured, also when a test fails */
export function editorSuite(name: string, page: () => Page): EditorSuite {
  const column = columnNamed(process.env['COUNTERSIGN_COLUMN']);
  const ends: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });
  pictureFailures(page, `${name}-${column}`);
  return {
    column,
    onEnd: (end) => void ends.push(end),
    async makePlace() {
      const place = await makePlace();
      ends.push(place.remove);
      return place;
    },
    picture: (what) => picturePanel(page(), `${name}-${what}-${column}`),
  };
}
