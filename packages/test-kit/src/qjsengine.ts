import { spawnSync } from 'node:child_process'
import { QjsEngineProcess } from './qjsengine-process.ts'

/** The releases of Qt's script engine that tests compare with; Tableau has shipped both lines. */
export type QtMajor = 5 | 6

/** A QJSEngine that can be asked. */
export interface QjsEngine {
  qtMajor: QtMajor
  /** Such as 5.15.8. */
  qtVersion: string
  python: string
}

/** What became of a script with one input. */
export type QjsOutcome = { value: unknown } | { error: { name: string; message: string } }

/** What {@link evaluateInQjsEngine} is to run. */
export interface QjsRequest {
  /** The script as it is packaged: one function expression. */
  script: string
  /** The argument of each call, plain data. */
  inputs: readonly unknown[]
  /** A script that is evaluated first, for stand-ins of Tableau's globals. Default none. */
  prelude?: string
}

/** Debian's packages of the Python bindings, by the release of Qt. */
export const qjsEnginePackages: Readonly<Record<QtMajor, string>> = {
  5: 'python3-pyqt5.qtquick',
  6: 'python3-pyqt6.qtqml',
}

/** The bindings belong to the system's Python; the first one in the PATH may be another. */
const pythons = ['/usr/bin/python3', 'python3']

const timeoutSeconds = 60

const reported = new Set<QtMajor>()
const found = new Map<QtMajor, QjsEngine>()
const processes = new Map<QtMajor, QjsEngineProcess>()
/** The last request to each: one that brings the process down takes none with it that came later. */
const last = new Map<QtMajor, Promise<unknown>>()

/**
 * Finds Qt's script engine by way of its Python binding.
 *
 * @returns undefined, with the reason printed once, when it is not installed
 * @throws Error when it is missing in CI (the environment variable CI is set), where no test may be skipped
 */
export function findQjsEngine(qtMajor: QtMajor): QjsEngine | undefined {
  const known = found.get(qtMajor)
  if (known !== undefined) return known
  const probe = `from PyQt${qtMajor}.QtQml import QJSEngine; from PyQt${qtMajor}.QtCore import qVersion; print(qVersion())`
  for (const python of pythons) {
    const { status, stdout } = spawnSync(python, ['-c', probe], { encoding: 'utf8' })
    if (status !== 0) continue
    const engine = { qtMajor, qtVersion: stdout.trim(), python }
    found.set(qtMajor, engine)
    return engine
  }
  const advice = `install Debian's ${qjsEnginePackages[qtMajor]}`
  const name = `QJSEngine of Qt ${qtMajor}`
  if (process.env.CI) throw new Error(`${name} is missing, and CI must not skip tests: ${advice}`)
  if (!reported.has(qtMajor)) process.stderr.write(`tests that need ${name} are skipped: ${advice}\n`)
  reported.add(qtMajor)
  return undefined
}

/**
 * Evaluates a script as Tableau does and calls it once for each input, each time in a fresh engine. One process does
 * it all.
 *
 * @returns one outcome for each input; a script that the engine refuses gives the same error for all
 * @throws Error where the prelude does not run, or where the process fails or takes longer than a minute
 */
export async function evaluateInQjsEngine(engine: QjsEngine, request: QjsRequest): Promise<QjsOutcome[]> {
  const ask = () => processOf(engine).ask({ prelude: '', ...request, seconds: timeoutSeconds })
  const turn = (last.get(engine.qtMajor) ?? Promise.resolve()).then(ask)
  last.set(
    engine.qtMajor,
    turn.catch(() => {}),
  )
  return JSON.parse(await turn, reviveMarker) as QjsOutcome[]
}

function processOf({ qtMajor, python }: QjsEngine): QjsEngineProcess {
  const running = processes.get(qtMajor)
  if (running?.isAlive) return running
  const started = new QjsEngineProcess(python, `PyQt${qtMajor}`)
  processes.set(qtMajor, started)
  return started
}

/** What JSON cannot hold travels as an object with a member called NUL; functions and symbols stay names. */
function reviveMarker(_: string, value: unknown): unknown {
  const marker = typeof value === 'object' && value !== null ? (value as { '\0'?: string })['\0'] : undefined
  if (marker === undefined) return value
  if (marker === 'undefined') return undefined
  return /^-?(NaN|Infinity)$/.test(marker) ? Number(marker) : `[${marker}]`
}
