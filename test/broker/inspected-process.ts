import { url } from 'node:inspector';
import { keepInspectorClosed } from '../../src/broker/no-inspector.ts';

// A process of its own: guards itself if it is told to, and says whether its inspector is open.
if (process.argv[2] === 'guarded') {
  keepInspectorClosed();
  keepInspectorClosed();
}
const say = (): boolean => process.stdout.write(`${url() === undefined ? 'closed' : 'open'}\n`);
process.stdin.on('data', say);
say();
