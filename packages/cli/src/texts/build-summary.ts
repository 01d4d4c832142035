import { relative } from 'node:path'
import type { BuildResult, BuiltTaco } from '@tacosmith/core'
import type { Terminal } from '../terminal/terminal.ts'

/** What came of a build, as far as it is told: the bytes are in the file. */
export type ToldBuild = Omit<BuiltTaco, 'bytes'> | Exclude<BuildResult, { ok: true }>

/** What `tacosmith build --json` prints. */
export function buildJson(result: ToldBuild): object {
  if (!result.ok) return { file: null, signed: false, report: result.report }
  return {
    file: result.file,
    class: result.class,
    version: result.version,
    minTableauVersion: result.minTableauVersion,
    sha256: result.sha256,
    size: result.size,
    entries: result.entries,
    signed: result.signature !== undefined,
    ...(result.signature ? { signature: result.signature } : {}),
    report: result.report,
  }
}

/** What a build made, for people. */
export function buildSummary(result: BuiltTaco, terminal: Terminal): string {
  const bold = (text: string) => (terminal.colorStdout ? `\u001b[1m${text}\u001b[22m` : text)
  const path = relative(terminal.cwd, result.file ?? result.fileName)
  const { version, reasons } = result.minTableauVersion
  const rows: [string, string][] = [
    ['class', `${result.class}, version ${result.version}`],
    ['Tableau', `${version} or newer`],
    ...reasons.map((reason): [string, string] => ['', `${reason.version}  ${reason.message}`]),
    ...signatureRows(result),
    ['SHA-256', result.sha256],
  ]
  const count = result.entries.filter(({ kind }) => kind !== 'archive-manifest').length
  const files = count === 1 ? '1 file' : `${count} files`
  const lines = rows.map(([name, value]) => `  ${name.padEnd(12)}${value}`)
  return [`${bold(path)}  ${kilobytes(result.size)}, ${files}`, ...lines, ''].join('\n')
}

function signatureRows({ signature }: BuiltTaco): [string, string][] {
  if (!signature) return [['signature', 'none: Tableau loads it only with signature checks switched off']]
  const { signer, timestamp, validUntil } = signature
  return [
    ['signed by', signer.subject],
    ['issued by', signer.issuer],
    ['timestamp', timestamp ? `${day(timestamp.time)} by ${timestamp.authority}` : 'none'],
    ['good until', validUntil === undefined ? 'unknown' : day(validUntil)],
  ]
}

function day(date: Date | string): string {
  return new Date(date).toISOString().slice(0, 10)
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`
}
