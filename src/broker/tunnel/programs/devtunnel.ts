import { RISKS } from '../address/risk.ts';
import { addressBy, type TunnelDescription } from './description.ts';

/**
 * Microsoft's dev tunnels, temporary: a new name each time. It rewrites Host and Origin to
 * `localhost:PORT` (microsoft/dev-tunnels#284) unless told otherwise, and is said to do so even then;
 * a warning page stands before a browser's first visit (learn.microsoft.com "Dev tunnels security").
 * On stdout: `Connect via browser: https://ID-PORT.region.devtunnels.ms`, with older versions after
 * `https://ID.region.devtunnels.ms:PORT,`; the inspection page's address is in another line.
 */
export const devtunnel: TunnelDescription = {
  id: 'devtunnel',
  name: 'Dev tunnel',
  command: 'devtunnel',
  versionArgs: ['--version'],
  args: ({ port }) => [
    'host',
    '-p',
    String(port),
    '--allow-anonymous',
    '--host-header',
    'unchanged',
    '--origin-header',
    'unchanged',
  ],
  addressIn: addressBy(
    /^Connect via browser:\s*(?:https:\/\/\S+:\d+,\s*)?(https:\/\/[a-z0-9.-]+\.devtunnels\.ms)\/?\s*$/,
  ),
  risk: RISKS.devTunnel,
  advice: 'Dev tunnels need an account: run “devtunnel user login” once.',
};
