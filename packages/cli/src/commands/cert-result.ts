import type { Terminal } from '../terminal/terminal.ts'

/** What each command prints: with `--json` as it is, else line by line. */
export interface CertResult {
  paths: Record<string, string>
  fingerprints: Record<string, string | string[]>
  /** When the certificate expires, ISO 8601. */
  notAfter?: string
  /** The issuer that an imported chain ends below. */
  missingIssuer?: string
  /** The certificate itself, where no file was asked for. Without `--json` nothing else is printed on stdout. */
  pem?: string
}

/** Prints the result. */
export function printCertResult(result: CertResult, json: boolean, terminal: Terminal): void {
  if (json) {
    terminal.printResult(`${JSON.stringify(result, null, 2)}\n`)
    return
  }
  if (result.pem !== undefined) {
    terminal.printResult(result.pem)
    return
  }
  const lines = [
    ...Object.entries(result.paths),
    ...Object.entries(result.fingerprints).flatMap(([name, value]) =>
      [value].flat().map((one) => [`${name} SHA-256`, one]),
    ),
    ...(result.notAfter === undefined ? [] : [['valid until', result.notAfter.slice(0, 10)]]),
  ]
  const width = Math.max(...lines.map(([name = '']) => name.length))
  for (const [name = '', value] of lines) terminal.printResult(`${name.padEnd(width)}  ${value}\n`)
}
