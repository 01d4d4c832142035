import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { requireOracle } from './oracles.ts'

/** What the XML Schema validator of a JDK says of a document. */
export interface SchemaVerdict {
  isValid: boolean
  /** Why not. */
  message: string
}

/**
 * Validates documents against XML Schemas with the validator of a JDK, all in one process.
 *
 * @returns a verdict for each, in order; undefined, with the reason printed once, where there is no JDK
 */
export async function schemaVerdicts(
  documents: readonly { schema: string; document: string }[],
): Promise<SchemaVerdict[] | undefined> {
  const java = requireOracle('java')
  if (java === undefined) return undefined
  const lines = documents.map(({ schema, document }) => `${base64(schema)} ${base64(document)}\n`)
  const output = await run(java, lines)
  const verdicts = output.split('\n').slice(0, -1)
  if (verdicts.length !== documents.length) {
    throw new Error(`the JDK gave ${verdicts.length} verdicts on ${documents.length} documents`)
  }
  return verdicts.map((line) => ({ isValid: line === 'valid', message: line.replace(/^invalid /, '') }))
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

function run(java: string, input: string[]): Promise<string> {
  const source = fileURLToPath(new URL('../java/ValidateDocuments.java', import.meta.url))
  const child = spawn(java, ['-Duser.language=en', source], { stdio: ['pipe', 'pipe', 'pipe'] })
  const output: Buffer[] = []
  const errors: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
  child.stdin.on('error', () => {})
  child.stdin.end(input.join(''))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(output).toString())
      else reject(new Error(`java ended with ${code}: ${Buffer.concat(errors)}`))
    })
  })
}
