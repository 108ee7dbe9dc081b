/** The addresses under which a page on this machine reaches a port of it. */
export function ownOrigins(port: number): readonly string[] {
  return [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
}

/** Whether a message's Host names this very machine and port. */
export function isLoopbackHost(host: string, port: number): boolean {
  return ownOrigins(port).includes(`http://${host}`);
}
