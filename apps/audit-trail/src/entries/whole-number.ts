/** For bigint columns, which the driver answers as text; positions stay far below 2^53. */
export const wholeNumber = { to: (value: number): number => value, from: (text: string): number => Number(text) };
