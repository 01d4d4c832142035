/** What Java may accept and we do not, on purpose. What jarsigner would say is not predicted then. */
export class RefusedByPolicy extends Error {}

/** IPv4 and IPv6 addresses that name constraints compare with each other, as authorities issue them. */
export class MixedAddresses extends RefusedByPolicy {}
