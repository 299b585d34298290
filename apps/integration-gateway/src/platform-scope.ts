/**
 * Timers live in a tenant. Those of the service itself live in this one, which no tenant ever is (the nil UUID of
 * RFC 9562).
 */
export const platformScope = '00000000-0000-0000-0000-000000000000';
