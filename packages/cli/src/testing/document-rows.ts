import type { SimulatedPlatform } from '@tacosmith/test-kit'

/** A row of a table that says how something is done: what, with which commands, and what they print. */
export interface DocumentRow {
  /** The commands for a system, in order; none where the row leads elsewhere. */
  commands(platform: SimulatedPlatform): string[]
  /** What comes of them there, at least. */
  effects(platform: SimulatedPlatform): Effect[]
  /** What the last one ends with. */
  exitCode(platform: SimulatedPlatform): number
}

/** A text that the last command prints, a file that it writes, or a word that it starts Tableau with. */
export interface Effect {
  kind: 'prints' | 'writes' | 'starts'
  text: string
}

const names: Record<string, SimulatedPlatform> = { Windows: 'win32', macOS: 'darwin', Linux: 'linux' }

/** One line of a cell: `code`, for all systems or for those that are named before it. */
interface Line {
  platforms: SimulatedPlatform[]
  kind: Effect['kind']
  code: string[]
  exitCode: number
}

/** The rows of all tables with three columns, in order. */
export function documentRows(page: string): DocumentRow[] {
  const lines = page.split('\n').filter((line) => line.startsWith('|'))
  const tables = lines.map((line) =>
    line
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim()),
  )
  return tables
    .filter((_, index) => !isHead(tables, index))
    .map(([, commands = '', shown = '']) => {
      const [does, says] = [linesOf(commands), linesOf(shown)]
      const forSystem = (cell: Line[], platform: SimulatedPlatform): Line[] =>
        cell.filter(({ platforms }) => platforms.includes(platform))
      return {
        commands: (platform) =>
          forSystem(does, platform).flatMap(({ code }) =>
            code.filter((text) => text.startsWith('tacosmith ')),
          ),
        effects: (platform) =>
          forSystem(says, platform).flatMap(({ kind, code }) => code.map((text) => ({ kind, text }))),
        exitCode: (platform) => Math.max(0, ...forSystem(says, platform).map(({ exitCode }) => exitCode)),
      }
    })
}

function isHead(tables: string[][], index: number): boolean {
  const isRule = (cells: string[] | undefined): boolean => /^-+$/.test(cells?.[0]?.replaceAll(' ', '') ?? '')
  return isRule(tables[index]) || isRule(tables[index + 1])
}

function linesOf(cell: string): Line[] {
  return cell.split('<br>').map((line) => {
    const [, systems = '', rest = line] = /^((?:(?:Windows|macOS|Linux)(?:, )?)+): (.*)$/.exec(line) ?? []
    const named = systems.split(', ').flatMap((name) => names[name] ?? [])
    const [kind = 'prints'] = /^(?:writes|starts)(?= )/.exec(rest) ?? []
    const [, exit] = /exit code (\d)/.exec(rest) ?? []
    return {
      platforms: named.length > 0 ? named : Object.values(names),
      kind: kind as Effect['kind'],
      code: [...rest.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text),
      exitCode: Number(exit ?? 0),
    }
  })
}

/** The words of a command line, in which double quotes hold words together. */
export function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
}
