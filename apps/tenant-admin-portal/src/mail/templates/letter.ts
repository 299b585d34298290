/** A mail's body in both forms; of a template, its two sources. */
export interface Letter {
  readonly text: string;
  readonly html: string;
}
