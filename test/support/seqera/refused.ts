/** An answer that is an error; some of the Platform's have no body. */
export class Refused extends Error {
  readonly status: number;
  readonly body: { readonly message: string } | undefined;

  constructor(status: number, message?: string) {
    super(message);
    this.status = status;
    this.body = message === undefined ? undefined : { message };
  }
}
