// A small MCP server over stdio (JSON-RPC, one message a line): a tool that reads and one that writes.
import { createInterface } from 'node:readline';

const text = { type: 'string' };
const tools = [
  {
    name: 'echo',
    description: 'Says the text again',
    inputSchema: { type: 'object', properties: { text } },
    annotations: { readOnlyHint: true },
  },
  {
    name: 'write_thing',
    description: 'Writes a thing',
    inputSchema: { type: 'object', properties: { path: text, text } },
  },
];

/** The result of one method, or `{}` for those that need none. */
function resultOf({ method, params }) {
  switch (method) {
    case 'initialize':
      return {
        protocolVersion: params.protocolVersion,
        capabilities: { tools: {} },
        serverInfo: { name: 'mocksrv', version: '1.0.0' },
      };
    case 'tools/list':
      return { tools };
    case 'tools/call':
      return {
        content: [{ type: 'text', text: `mcp ${params.name} ${JSON.stringify(params.arguments)}` }],
      };
    default:
      return {};
  }
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const message = JSON.parse(line);
  if (message.id === undefined) return;
  const answer = { jsonrpc: '2.0', id: message.id, result: resultOf(message) };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
});
