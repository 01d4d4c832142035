import type { BuiltTaco } from '@tacosmith/core'
import { type BuildStep, type Snapshot, visibleText } from '@tacosmith/core/adapter'
import type { Terminal } from '../terminal/terminal.ts'
import { buildStepText } from './build-step-text.ts'

const COLUMN = 10

/** What `--verbose` tells of a build, line by line as it happens: on stderr, whatever goes to stdout. */
export class BuildDetails {
  readonly #say: (text: string) => void
  readonly #start = performance.now()

  constructor({ say }: Pick<Terminal, 'say'>) {
    this.#say = say
  }

  /** What of the connector is read and checked, and which scripts were built. */
  sources({ folder, connector, scripts }: Snapshot): void {
    this.#tell('reading', folder)
    for (const { path, kind } of connector.files) this.#tell('checked', `${path} (${kind})`)
    for (const { kind, path, sourcePath } of scripts) {
      if (kind === 'module') this.#tell('built', `${path} from ${sourcePath}`)
    }
  }

  engine(name: string): void {
    this.#say(`XML engine: ${name}\n`)
  }

  /** A step begins. */
  step(step: BuildStep): void {
    this.#tell(this.#elapsed(), buildStepText(step))
  }

  /** What is in the file and who signed it. */
  made(taco: Omit<BuiltTaco, 'bytes'>): void {
    for (const line of contentLines(taco)) this.#say(line)
    this.#tell(this.#elapsed(), 'Done')
  }

  #elapsed(): string {
    return `${((performance.now() - this.#start) / 1000).toFixed(2)} s`
  }

  #tell(what: string, text: string): void {
    this.#say(detail(what, text))
  }
}

/** A line for each file in a `.taco`, with its size, and lines about its signature. */
export function contentLines({ entries, size, signature }: Omit<BuiltTaco, 'bytes'>): string[] {
  const packed = entries.map((entry) => detail('packed', `${entry.name}  ${bytes(entry.size)}`))
  const total = detail('size', bytes(size))
  if (signature === undefined) return [...packed, total, detail('signature', 'none')]
  const { signer, timestamp } = signature
  return [
    ...packed,
    total,
    detail('signed by', signer.subject),
    detail('issued by', signer.issuer),
    detail('timestamp', timestamp === undefined ? 'none' : `by ${timestamp.authority}`),
  ]
}

function detail(what: string, text: string): string {
  return `${what.padEnd(COLUMN)}${visibleText(text)}\n`
}

function bytes(count: number): string {
  return `${count.toLocaleString('en-US')} bytes`
}
