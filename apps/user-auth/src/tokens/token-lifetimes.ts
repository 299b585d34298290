export const accessTokenSeconds = 600;
/**
 * For a token whose permissions are about to change, as access-control has not heard of the user's newest role yet: the
 * next refresh brings them.
 */
export const unsettledTokenSeconds = 30;
