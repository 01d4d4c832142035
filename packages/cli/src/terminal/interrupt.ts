/**
 * A prompt reads Ctrl-C as a key, so that it reaches nobody else. This makes of it what it is in the rest of the program:
 * the signal, which ends a command with 130 and leaves nothing half-written, and a watcher as it always ends.
 */
export function interrupt(host: NodeJS.Process): void {
  host.emit('SIGINT', 'SIGINT')
}
