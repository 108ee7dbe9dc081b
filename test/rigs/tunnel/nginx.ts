import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Certificates } from './certificates.ts';
import { startServer, type ChildServer } from './child.ts';
import { sbin } from './sshd.ts';

/** What nginx leads where. */
export interface TlsProxy {
  /** The port on 127.0.0.1 where it ends TLS. */
  readonly port: number;
  /** The port on 127.0.0.1 it leads to. */
  readonly upstream: number;
  readonly certificates: Certificates;
  /** Hold answers back until they are whole, as nginx does where nobody tells it not to. */
  readonly buffers?: boolean;
}

/** Starts nginx as the public end of a tunnel: TLS, HTTP/2, WebSockets, forwarded headers. */
export function startNginx(folder: string, proxy: TlsProxy): Promise<ChildServer> {
  const at = (name: string): string => join(folder, name);
  mkdirSync(folder, { recursive: true });
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  writeFileSync(
    at('nginx.conf'),
    `daemon off;
worker_processes 1;
pid ${at('nginx.pid')};
error_log stderr crit;
events { worker_connections 256; }
http {
  access_log off;
  ${temporary.map((name) => `${name}_temp_path ${at(name)};`).join('\n  ')}
  map $http_upgrade $connection_upgrade { default upgrade; '' close; }
  server {
    listen 127.0.0.1:${proxy.port} ssl http2;
    ssl_certificate ${proxy.certificates.certFile};
    ssl_certificate_key ${proxy.certificates.keyFile};
    location / {
      proxy_pass http://127.0.0.1:${proxy.upstream};
      proxy_http_version 1.1;
      ${proxy.buffers === true ? '' : 'proxy_buffering off;'}
      proxy_read_timeout 60s;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_set_header X-Forwarded-Host $http_host;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
    }
  }
}
`,
  );
  const args = ['-c', at('nginx.conf'), '-p', folder, '-e', 'stderr'];
  return startServer(sbin('nginx'), args, proxy.port);
}
