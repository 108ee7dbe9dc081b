import { RISKS } from '../address/risk.ts';
import { addressBy, type TunnelDescription } from './description.ts';

/**
 * ngrok. Its inspector keeps every call and answer on a page of this machine that asks for no
 * password (127.0.0.1:4040), so it is off. On stdout, in logfmt:
 * `lvl=info msg="started tunnel" obj=tunnels name=command_line addr=… url=https://…` (ngrok.com/docs
 * "Agent CLI"). A free account has one fixed name, and a warning page before HTML in a browser.
 */
export const ngrok: TunnelDescription = {
  id: 'ngrok',
  name: 'ngrok',
  command: 'ngrok',
  versionArgs: ['version'],
  args: ({ port, origin }) => [
    'http',
    `http://127.0.0.1:${port}`,
    '--log=stdout',
    '--log-format=logfmt',
    '--inspect=false',
    ...(origin === null ? [] : [`--url=${origin}`]),
  ],
  addressIn: addressBy(/^t=\S+ lvl=info msg="started tunnel" .*\burl=(https:\/\/[^\s"]+)\s*$/),
  risk: RISKS.ngrok,
  advice: 'ngrok needs an account: run “ngrok config add-authtoken” with your token once.',
};
