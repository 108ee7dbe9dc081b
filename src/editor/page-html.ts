import { EMPTY_STYLE } from '../protocol/empty-style.ts';

/** What a webview's page is made of: a nonce of its own, and what the editor says it may load. */
export interface WebviewPage {
  /** What a screen reader calls it. */
  readonly title: string;
  /** Base64url, new for every page. */
  readonly nonce: string;
  /** The source of our own files, in the terms of a content security policy. */
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
}

/** The page's content security policy (CSP level 3): our one script, our styles and images, else nothing. */
export function pagePolicy({ nonce, cspSource }: WebviewPage): string {
  return [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} ${EMPTY_STYLE}`,
    `img-src ${cspSource}`,
  ].join('; ');
}

/** A webview's page. It holds no data: everything it shows comes by message, as text. */
export function pageHtml(page: WebviewPage): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${pagePolicy(page)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
<link rel="stylesheet" href="${page.style}">
</head>
<body>
<script nonce="${page.nonce}" src="${page.script}"></script>
</body>
</html>`;
}
