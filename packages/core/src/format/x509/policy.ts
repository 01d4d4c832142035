/** What Java may accept and we do not, on purpose. What jarsigner would say is not predicted then. */
export class RefusedByPolicy extends Error {}
