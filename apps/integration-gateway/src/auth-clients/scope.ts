import { Matches } from 'class-validator';

/** RFC 6749 section 3.3: names of printable ASCII without quotes and backslashes, one blank between them. */
export const IsScope = (): PropertyDecorator =>
  Matches(/^(?=.{1,1000}$)[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/, {
    message: '$property must be names with one blank between them, as in "read write"',
  });
