import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The Node a host runs on: the running one where it fits, else one of its own from npm. */
export type HostNode =
  | { readonly kind: 'running'; readonly home: string }
  | { readonly kind: 'own'; readonly version: string };

/** The npm package that carries a whole Node, with its headers, for this machine. */
export const nodePackage = `node-${process.platform}-${process.arch}`;

/**
 * Chooses the Node for a host. The running one fits when its major version is right and the headers
 * that native modules are built with stand beside it.
 * @param version the version taken from npm otherwise, such as "20.20.2"
 */
export function chooseNode(version: string): HostNode {
  const home = dirname(dirname(realpathSync(process.execPath)));
  const fits = majorOf(process.versions.node) === majorOf(version);
  const hasHeaders = existsSync(join(home, 'include/node/node.h'));
  return fits && hasHeaders ? { kind: 'running', home } : { kind: 'own', version };
}

/** The folder with a Node's `bin` and `include`; `folder` is where the host is installed. */
export function nodeHome(node: HostNode, folder: string): string {
  return node.kind === 'running' ? node.home : join(folder, 'node_modules', nodePackage);
}

/** The executable of a host's Node; `folder` is where the host is installed. */
export function nodePath(node: HostNode, folder: string): string {
  return node.kind === 'running' ? process.execPath : join(nodeHome(node, folder), 'bin/node');
}

const majorOf = (version: string) => version.split('.')[0];
