import { processorTime, Random, schemaVerdicts } from '@tacosmith/test-kit'
import { checkConnector } from '../../build/check.ts'
import type { XmlFileKind } from '../../connector/connector.ts'
import { memorySource } from '../../connector/memory-source.ts'
import type { Diagnostic } from '../../report/diagnostic.ts'
import { loadLibxmljs2 } from '../../schema/engines/libxmljs2.ts'
import { embeddedSchemas } from '../../schema/xsd/embedded.ts'
import { validateFile } from '../validate-file.ts'
import { kinds, mutant, randomBytes } from './mutants.ts'

/** What came out of a run. */
export interface FuzzResult {
  documents: number
  randomFiles: number
  /** How many documents our schemas accept. */
  valid: number
  /** On how many documents the XML Schema validator of a JDK was asked; 0 where there is none. */
  askedJava: number
  /** The slowest check, milliseconds of the processor. */
  slowest: number
  /** Every exception, every slow check, every disagreement. */
  failures: string[]
}

const tooSlow = 2000

/**
 * Checks documents that were changed at random and files that are hardly XML with both engines, alone and as part of a
 * connector, and asks a JDK for its verdict on the schemas.
 */
export async function fuzz(documents: number, randomFiles: number, seed: number): Promise<FuzzResult> {
  const random = new Random(seed)
  const result: FuzzResult = { documents, randomFiles, valid: 0, askedJava: 0, slowest: 0, failures: [] }
  const mutants: { kind: XmlFileKind; text: string; isValid: boolean }[] = []
  for (let round = 0; round < documents; round++) {
    const { kind, what, text } = mutant(random)
    const findings = await checkWithBoth(
      kind,
      new TextEncoder().encode(text),
      result,
      `${kind}, ${what}:\n${text}`,
    )
    if (findings === undefined) continue
    const isValid = findings.length === 0
    if (isValid) result.valid++
    mutants.push({ kind, text, isValid })
  }
  for (let round = 0; round < randomFiles; round++) {
    const bytes = randomBytes(random)
    const text = Buffer.from(bytes).toString('base64')
    await checkWithBoth(random.pick(kinds), bytes, result, `random bytes, base64 ${text}`)
  }
  await compareWithJava(mutants, result)
  return result
}

/** The findings of the schema stage; undefined where something went wrong. */
async function checkWithBoth(
  kind: XmlFileKind,
  bytes: Uint8Array,
  result: FuzzResult,
  name: string,
): Promise<Diagnostic[] | undefined> {
  let findings: Diagnostic[] | undefined
  const milliseconds = await processorTime(async () => {
    try {
      findings = await findingsOfBoth(kind, bytes, result, name)
    } catch (error) {
      result.failures.push(`exception\n${name}\n${(error as Error).stack}`)
    }
  })
  result.slowest = Math.max(result.slowest, Math.round(milliseconds))
  if (milliseconds > tooSlow) result.failures.push(`took ${milliseconds} ms\n${name}`)
  return findings
}

async function findingsOfBoth(
  kind: XmlFileKind,
  bytes: Uint8Array,
  result: FuzzResult,
  name: string,
): Promise<Diagnostic[]> {
  const sandboxed = await validateFile(kind, bytes, { schemaOnly: true, engine: 'libxml2-wasm' })
  if ('engine' in loadLibxmljs2()) {
    const native = await validateFile(kind, bytes, { schemaOnly: true, engine: 'libxmljs2' })
    if (JSON.stringify(native) !== JSON.stringify(sandboxed)) {
      result.failures.push(`the engines disagree\n${name}\n${JSON.stringify({ native, sandboxed }, null, 1)}`)
    }
  }
  await validateFile(kind, bytes)
  await checkInConnector(kind, bytes)
  return sandboxed
}

const fileNames: Partial<Record<XmlFileKind, string>> = {
  manifest: 'manifest.xml',
  resource: 'resources-en_US.xml',
}

/** The file where a connector has it, so that the rules on whole connectors see it too. */
async function checkInConnector(kind: XmlFileKind, bytes: Uint8Array): Promise<void> {
  const path = fileNames[kind] ?? 'file.xml'
  const manifest = `<connector-plugin class="brook" superclass="jdbc" plugin-version="1.0.0" name="@string/n/" version="18.1">
    <${kind} file="file.xml"/></connector-plugin>`
  const source = memorySource({ 'manifest.xml': manifest, [path]: bytes })
  await checkConnector({}, { source, environment: {} })
}

/** Xerces reads the same schemas in its own way; what may differ is left out. */
async function compareWithJava(
  mutants: readonly { kind: XmlFileKind; text: string; isValid: boolean }[],
  result: FuzzResult,
): Promise<void> {
  const comparable = mutants.filter(({ text }) => !mayDiffer(text))
  const verdicts = await schemaVerdicts(
    comparable.map(({ kind, text }) => ({ schema: embeddedSchemas[kind], document: text })),
  )
  if (verdicts === undefined) return
  result.askedJava = comparable.length
  for (const [index, { kind, text, isValid }] of comparable.entries()) {
    const verdict = verdicts[index]
    if (verdict === undefined || verdict.isValid === isValid) continue
    const ours = isValid ? 'valid' : 'invalid'
    result.failures.push(`the JDK disagrees: ${ours} to us\n${kind}: ${verdict.message}\n${text}`)
  }
}

/** libxml2 takes a CDATA section for text also where it is blank; our verdict follows it, as the SDK's packager does. */
function mayDiffer(text: string): boolean {
  return text.includes('<![CDATA[')
}
