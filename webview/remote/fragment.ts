/** What the part of an address after `#` asks for. It never reaches any server. */
export type Fragment =
  /** To pair, with the secret of a QR code. */
  | { readonly kind: 'pair'; readonly secret: string }
  /** The desk has another address now. */
  | { readonly kind: 'moved'; readonly address: string }
  | { readonly kind: 'request'; readonly id: string }
  | { readonly kind: 'device' }
  | { readonly kind: 'list' };

/** Reads the fragment of an address; what it does not know shows the list. */
export function readFragment(hash: string): Fragment {
  const [name = '', value = ''] = hash.replace(/^#/, '').split(/=(.*)/s);
  switch (name) {
    case 'pair':
      return { kind: 'pair', secret: value };
    case 'at':
      return { kind: 'moved', address: decoded(value) };
    case 'request':
      return { kind: 'request', id: decoded(value) };
    case 'device':
      return { kind: 'device' };
    default:
      return { kind: 'list' };
  }
}

/** The fragment under which a request is shown. */
export function requestFragment(id: string): string {
  return `#request=${encodeURIComponent(id)}`;
}

/** What is no good percent encoding counts as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
