/** A push service's refusal; the message is what it tells the sender. */
export class PushRefused extends Error {
  readonly code = 'push-refused';
  readonly status: number;

  constructor(status: number, reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.status = status;
  }
}
