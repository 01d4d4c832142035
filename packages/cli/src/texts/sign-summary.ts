import type { SignedTacoFile, TimestampedTacoFile } from '@tacosmith/core/adapter'
import type { Terminal } from '../terminal/terminal.ts'
import { wrap } from '../terminal/text-layout.ts'

/** What was signed, for people. */
export function signSummary(name: string, signed: SignedTacoFile, terminal: Terminal): string {
  const { signer, timestamp, validUntil, sha256 } = signed
  return summary(terminal, name, [
    ['signed by', signer.subject],
    ['issued by', signer.issuer],
    ['algorithm', signer.algorithm],
    ['timestamp', timestamp ? `${timestamp.time.slice(0, 10)} by ${timestamp.authority}` : 'none'],
    ['good until', validUntil],
    ['SHA-256', sha256],
  ])
}

/** What was timestamped, for people. */
export function timestampSummary(
  name: string,
  timestamps: TimestampedTacoFile['timestamps'],
  sha256: string,
  terminal: Terminal,
): string {
  return summary(terminal, name, [
    ...timestamps.flatMap(({ signature, time, authority, notAfter }): [string, string][] => [
      ['signature', signature],
      ['timestamp', `${time.slice(0, 10)} by ${authority}, good until ${notAfter.slice(0, 10)}`],
    ]),
    ['SHA-256', sha256],
  ])
}

function summary(terminal: Terminal, name: string, rows: [string, string][]): string {
  const title = terminal.colorStdout ? `\u001b[1m${name}\u001b[22m` : name
  const lines = rows.flatMap(([label, value]) => wrap(value, terminal.width, `  ${label.padEnd(12)}`))
  return [title, ...lines, ''].join('\n')
}
