import type { ScriptRole } from '../../run/script-program.ts'

/** What the page asks its engine; all of it is text. */
export type EngineRequest =
  | { id: number; kind: 'start'; wasm: ArrayBuffer; library: string }
  /** Runs scripts; each has a program that calls it, see `scriptProgram`. */
  | {
      id: number
      kind: 'scripts'
      runs: { role: ScriptRole; program: string; script: string }[]
      attributes: string
    }
  /** Tries a validation rule, given as `{ source, flags, value }` in JSON. */
  | { id: number; kind: 'pattern'; program: string; input: string }

/** The answer of the engine to the request of that number. */
export type EngineAnswer =
  | { id: number; kind: 'ready' }
  | {
      id: number
      kind: 'scripts'
      outcomes: { role: ScriptRole; answer: string | undefined; milliseconds: number }[]
    }
  /** Undefined where it took too long. */
  | { id: number; kind: 'pattern'; answer: string | undefined }
  | { id: number; kind: 'failed'; message: string }

/** What one run may take, in the engine's own measure. */
export const engineLimits = {
  memory: 64 * 1024 * 1024,
  stack: 256 * 1024,
  scriptMilliseconds: 2000,
  patternMilliseconds: 200,
}
