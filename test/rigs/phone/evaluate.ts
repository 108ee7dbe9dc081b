/** What may go into a page and come out of it. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/**
 * Runs a function in a page; it may use nothing but its arguments and what a page has. What goes in
 * and comes out goes through JSON.
 */
export type Evaluate = <Arguments extends readonly Json[], Result>(
  act: (...args: Arguments) => Result | Promise<Result>,
  ...args: Arguments
) => Promise<Result>;

/**
 * Makes it of what a browser has.
 * @param run runs an expression whose value is a promise of text, and gives that text
 */
export function evaluateBy(run: (expression: string) => Promise<string>): Evaluate {
  return async <Arguments extends readonly Json[], Result>(
    act: (...args: Arguments) => Result | Promise<Result>,
    ...args: Arguments
  ): Promise<Result> => {
    const call = `(${act.toString()})(...${JSON.stringify(args)})`;
    const outcome = await run(`(async () => JSON.stringify({ it: await ${call} }))()`);
    return (JSON.parse(outcome) as { it: Result }).it;
  };
}
