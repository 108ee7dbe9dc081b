import { describe, expect, it } from 'vitest';
import { readLines } from '../../../../src/broker/tunnel/lines.ts';
import { describeTunnel, TUNNEL_PROGRAMS } from '../../../../src/broker/tunnel/programs/all.ts';
import { tunnelProgramSchema, type TunnelProgram } from '../../../../src/protocol/remote-status.ts';

/** What each program says from its start on, and the addresses that are to be read from it. */
const OUTPUTS: readonly {
  readonly program: TunnelProgram;
  readonly of: string;
  readonly says: readonly string[];
  readonly addresses: readonly string[];
}[] = [
  {
    program: 'cloudflared',
    of: 'a quick tunnel',
    says: [
      '2026-08-11T09:14:02Z INF Thank you for trying Cloudflare Tunnel. (https://www.cloudflare.com/website-terms/)',
      '2026-08-11T09:14:02Z INF Requesting new quick Tunnel on trycloudflare.com...',
      '2026-08-11T09:14:07Z INF +---------------------------------------------------------+',
      '2026-08-11T09:14:07Z INF |  Your quick Tunnel has been created! Visit it at (it may take some time to be reachable):  |',
      '2026-08-11T09:14:07Z INF |  https://oklahoma-solo-younger-truck.trycloudflare.com                                     |',
      '2026-08-11T09:14:07Z INF +---------------------------------------------------------+',
      '2026-08-11T09:14:07Z INF Registered tunnel connection connIndex=0 location=fra03 protocol=quic',
    ],
    addresses: ['https://oklahoma-solo-younger-truck.trycloudflare.com'],
  },
  {
    program: 'cloudflared',
    of: 'a quick tunnel in colours, without a box',
    says: [
      '\x1b[90m2026-08-11T09:14:07Z\x1b[0m \x1b[32mINF\x1b[0m https://\x1b[1mone-two-three.trycloudflare.com\x1b[0m',
    ],
    addresses: ['https://one-two-three.trycloudflare.com'],
  },
  {
    program: 'cloudflared',
    of: 'a quick tunnel that fails, and calls that name foreign addresses',
    says: [
      'failed to request quick Tunnel: Post "https://api.trycloudflare.com/tunnel": dial tcp: lookup api.trycloudflare.com: no such host',
      '2026-08-11T09:14:02Z INF | https://api.trycloudflare.com |',
      '2026-08-11T09:14:09Z ERR  error="Unable to reach the origin service" dest=https://real-name.trycloudflare.com/?u=https://evil-name.trycloudflare.com event=0',
      '2026-08-11T09:14:09Z INF | https://evil-name.trycloudflare.com.example.org |',
    ],
    addresses: [],
  },
  {
    program: 'tailscale',
    of: 'Serve',
    says: [
      'Available within your tailnet:',
      '',
      'https://box.tail2527fa.ts.net/',
      '|-- proxy http://127.0.0.1:27183',
      '',
      'Press Ctrl+C to exit.',
    ],
    addresses: ['https://box.tail2527fa.ts.net'],
  },
  {
    program: 'tailscale',
    of: 'Serve that is not enabled',
    says: [
      'Serve is not enabled on your tailnet.',
      'To enable, visit:',
      '         https://login.tailscale.com/f/serve?node=nABCDEFCNTRL',
    ],
    addresses: [],
  },
  {
    program: 'tailscale-funnel',
    of: 'Funnel on another port',
    says: ['Available on the internet:', '', 'https://box.tail2527fa.ts.net:8443/', '|-- proxy x'],
    addresses: ['https://box.tail2527fa.ts.net:8443'],
  },
  {
    program: 'ngrok',
    of: 'a free account',
    says: [
      't=2026-08-28T14:30:02+0000 lvl=info msg="client session established" obj=tunnels.session',
      't=2026-08-28T14:30:02+0000 lvl=info msg="update available" obj=updater url=https://ngrok.com/dl',
      't=2026-08-28T14:30:02+0000 lvl=info msg="started tunnel" obj=tunnels name=command_line addr=http://127.0.0.1:27183 url=https://a1b2-c3.ngrok-free.dev',
    ],
    addresses: ['https://a1b2-c3.ngrok-free.dev'],
  },
  {
    program: 'ngrok',
    of: 'no account',
    says: [
      't=2026-08-28T14:30:02+0000 lvl=eror msg="failed to auth" err="Sign up at https://dashboard.ngrok.com/signup"',
      'ERROR:  https://ngrok.com/docs/errors/err_ngrok_4018',
    ],
    addresses: [],
  },
  {
    program: 'devtunnel',
    of: 'a temporary tunnel',
    says: [
      'Hosting port: 27183',
      'Connect via browser: https://zz08bgqx-27183.asse.devtunnels.ms',
      'Inspect network activity: https://zz08bgqx-27183-inspect.asse.devtunnels.ms',
      'Ready to accept connections for tunnel: zz08bgqx.asse',
    ],
    addresses: ['https://zz08bgqx-27183.asse.devtunnels.ms'],
  },
  {
    program: 'devtunnel',
    of: 'an older version',
    says: [
      'Connect via browser: https://zz08bgqx.euw.devtunnels.ms:27183, https://zz08bgqx-27183.euw.devtunnels.ms',
    ],
    addresses: ['https://zz08bgqx-27183.euw.devtunnels.ms'],
  },
  {
    program: 'ssh',
    of: 'localhost.run, which changes the name of a free tunnel',
    says: [
      'Welcome to localhost.run! Follow us: https://twitter.com/localhost_run',
      'Manage your tunnels at https://admin.localhost.run/',
      '9239ab27cc1ba2.lhr.life tunneled with tls termination, https://9239ab27cc1ba2.lhr.life',
      'see https://localhost.run/docs/forever-free/ for more information.',
      '77aaab27cc1ba2.lhr.life tunneled with tls termination, https://77aaab27cc1ba2.lhr.life',
    ],
    addresses: ['https://9239ab27cc1ba2.lhr.life', 'https://77aaab27cc1ba2.lhr.life'],
  },
  {
    program: 'ssh',
    of: 'serveo',
    says: [
      '\x1b[32mForwarding HTTP traffic from https://015b541d-61-18.serveousercontent.com\x1b[0m',
      'Tip (1): Pro removes the warning page: https://console.serveo.net/settings?n=1',
    ],
    addresses: ['https://015b541d-61-18.serveousercontent.com'],
  },
  {
    program: 'ssh',
    of: 'sish',
    says: [
      'Starting SSH Forwarding service for \x1b[44mhttp:80\x1b[0m.',
      '\x1b[44mHTTP\x1b[0m: http://me.example.com',
      '\x1b[44mHTTPS\x1b[0m: https://me.example.com',
    ],
    addresses: ['https://me.example.com'],
  },
  {
    program: 'ssh',
    of: 'pinggy',
    says: [
      'You are not authenticated.',
      'Your tunnel will expire in 60 minutes. Upgrade at https://dashboard.pinggy.io',
      'http://rnxyz-1-2-3-4.a.free.pinggy.link',
      'https://rnxyz-1-2-3-4.a.free.pinggy.link',
    ],
    addresses: ['https://rnxyz-1-2-3-4.a.free.pinggy.link'],
  },
  {
    program: 'ssh',
    of: 'an own server that refuses',
    says: ['Error: remote port forwarding failed for listen port 80'],
    addresses: [],
  },
];

/** The addresses that are read where the output comes in pieces of this size. */
function addressesOf(program: TunnelProgram, output: string, size: number): string[] {
  const found: string[] = [];
  const { addressIn } = describeTunnel(program);
  const reader = readLines((line) => {
    const address = addressIn(line);
    if (address !== null) found.push(address);
  });
  const bytes = Buffer.from(output);
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
  reader.end();
  return found;
}

describe('the address in a program’s output', () => {
  for (const { program, of, says, addresses } of OUTPUTS) {
    it.each([
      ['\n', 1],
      ['\n', 7],
      ['\r\n', 1],
      ['\r\n', 7],
      ['\r\n', 65_536],
    ])(`is read of ${program}, ${of} (ends %j, chunks of %d)`, (end, size) => {
      expect(addressesOf(program, says.join(end) + end, size)).toEqual(addresses);
    });
  }

  it('is read of every program that can be chosen', () => {
    const all = tunnelProgramSchema.options;
    expect(TUNNEL_PROGRAMS.map(({ id }) => id).sort()).toEqual([...all].sort());
    const tried = OUTPUTS.filter(({ addresses }) => addresses.length > 0);
    expect(new Set(tried.map(({ program }) => program))).toEqual(new Set(all));
    for (const id of all) expect(describeTunnel(id).id).toBe(id);
  });
});

describe('what a program is started with', () => {
  const target = { port: 27183, destination: '', origin: null };

  it('leads to the loopback address and the port', () => {
    for (const program of TUNNEL_PROGRAMS) {
      expect(program.args(target).join(' ')).toContain('27183');
      expect(program.args(target).join(' ')).not.toContain('0.0.0.0');
    }
  });

  it('keeps ngrok from showing calls on a page of this machine', () => {
    expect(describeTunnel('ngrok').args(target)).toContain('--inspect=false');
  });

  it('keeps cloudflared from reading a configuration of the person’s', () => {
    expect(describeTunnel('cloudflared').args(target)).toContain('--config=');
  });

  it('opens an SSH connection of its own, which asks for port 80', () => {
    const args = describeTunnel('ssh').args({ ...target, destination: 'nokey@localhost.run' });
    expect(args.join(' ')).toContain('ControlPath=none');
    expect(args).not.toContain('-N');
    expect(args.slice(-3)).toEqual(['-R', '80:127.0.0.1:27183', 'nokey@localhost.run']);
  });

  it('takes the person’s own forwarding, without a session where the address is known', () => {
    const destination = ' -p 2222  -R 9000:127.0.0.1:{port} me@host ';
    const args = describeTunnel('ssh').args({ ...target, destination, origin: 'https://a.test' });
    expect(args).toContain('-N');
    expect(args.slice(-5)).toEqual(['-p', '2222', '-R', '9000:127.0.0.1:27183', 'me@host']);
    expect(args.filter((arg) => arg === '-R')).toHaveLength(1);
  });

  it('needs a destination for SSH', () => {
    const { lacks } = describeTunnel('ssh');
    expect(lacks?.({ ...target, destination: '  ' })).toContain('destination');
    expect(lacks?.({ ...target, destination: 'me@host' })).toBeNull();
  });
});
