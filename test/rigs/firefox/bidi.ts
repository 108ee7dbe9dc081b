import { WebSocket } from 'ws';
import { evaluateBy, type Evaluate } from '../phone/evaluate.ts';

/** A session of WebDriver BiDi. */
export interface Bidi {
  /** @throws with the browser's own words when it refuses */
  send<Result = unknown>(method: string, params?: object): Promise<Result>;
  close(): void;
}

interface Reply {
  readonly id?: number;
  readonly type: string;
  readonly result?: unknown;
  readonly error?: string;
  readonly message?: string;
}

/** Opens a session at the address that the browser prints when it starts. */
export async function connectBidi(url: string): Promise<Bidi> {
  const socket = new WebSocket(`${url}/session`, { perMessageDeflate: false });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve).once('error', reject);
  });
  const waiting = new Map<
    number,
    { resolve: (result: unknown) => void; reject: (error: Error) => void }
  >();
  let sent = 0;
  socket.on('message', (data: Buffer) => {
    const reply = JSON.parse(data.toString()) as Reply;
    const asked = waiting.get(reply.id ?? 0);
    waiting.delete(reply.id ?? 0);
    if (reply.type === 'error') asked?.reject(new Error(`${reply.error}: ${reply.message}`));
    else asked?.resolve(reply.result);
  });
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('The browser has gone.'));
    waiting.clear();
  });
  const bidi: Bidi = {
    send: <Result>(method: string, params: object = {}) =>
      new Promise<Result>((resolve, reject) => {
        sent += 1;
        waiting.set(sent, { resolve: (result) => resolve(result as Result), reject });
        socket.send(JSON.stringify({ id: sent, method, params }));
      }),
    close: () => socket.terminate(),
  };
  await bidi.send('session.new', { capabilities: {} });
  return bidi;
}

type Outcome =
  | { readonly type: 'success'; readonly result: { readonly value: string } }
  | { readonly type: 'exception'; readonly exceptionDetails: { readonly text: string } };

/** Runs functions in one browsing context, as if a person had just pressed something there. */
export function evaluator(bidi: Bidi, context: string): Evaluate {
  return evaluateBy(async (expression) => {
    const outcome = await bidi.send<Outcome>('script.evaluate', {
      expression,
      awaitPromise: true,
      userActivation: true,
      target: { context },
    });
    if (outcome.type === 'exception') throw new Error(outcome.exceptionDetails.text);
    return outcome.result.value;
  });
}
