import type { Evaluate } from './evaluate.ts';
import { waitFor } from '../process.ts';
import { findPoint, visibleText } from './page-functions.ts';

/** What differs from browser to browser. */
export interface PageDriver {
  readonly evaluate: Evaluate;
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Presses at a point of the viewport, in CSS pixels. */
  clickAt(x: number, y: number): Promise<void>;
  /** Types into what has the focus. */
  typeText(text: string): Promise<void>;
  /** A PNG of what is seen. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

/** A page in a phone's browser, read and pressed as a person does; shadow roots are no hindrance. */
export interface PhonePage extends Omit<PageDriver, 'clickAt' | 'typeText'> {
  /**
   * Presses the first thing that fits, once it can be seen, is enabled, nothing covers it and it
   * keeps its place.
   * @param words what it must show, besides fitting the selector
   * @param needless where this comes true first, nothing is pressed
   */
  press(selector: string, words?: string, needless?: () => Promise<boolean>): Promise<void>;
  /** Presses a field and types into it. */
  type(selector: string, text: string): Promise<void>;
  /** All that can be read on the page. */
  text(): Promise<string>;
  /** Waits until these words can be read. */
  sees(words: string, timeoutMs?: number): Promise<void>;
}

/** Makes a page of what a browser can do. */
export function phonePage(driver: PageDriver): PhonePage {
  const text = () => driver.evaluate(visibleText);
  async function press(
    selector: string,
    words = '',
    needless = () => Promise.resolve(false),
  ): Promise<void> {
    const what = words === '' ? selector : `${selector} “${words}”`;
    let before: { x: number; y: number } | null = null;
    const place = await waitFor(`${what} to press`, async () => {
      if (await needless()) return 'needless';
      const [last, point] = [before, await driver.evaluate(findPoint, selector, words)];
      before = point;
      return point !== null && last?.x === point.x && last.y === point.y && point;
    });
    if (place !== 'needless') await driver.clickAt(place.x, place.y);
  }
  return {
    ...driver,
    press,
    async type(selector, typed) {
      await press(selector);
      await driver.typeText(typed);
    },
    text,
    async sees(words, timeoutMs = 10_000) {
      let last = '';
      try {
        await waitFor(
          `“${words}” on the page`,
          async () => {
            last = await text();
            return last.includes(words);
          },
          timeoutMs,
        );
      } catch (cause) {
        throw new Error(`“${words}” is not on the page, which says:\n${last}`, { cause });
      }
    },
  };
}
