import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commandList } from '../program/command-list.ts'
import { type Workplace, workplace } from '../testing/run-cli.ts'

const execute = promisify(execFile)
const names = commandList.map(({ name }) => name)

let place: Workplace
let folder: string
beforeAll(async () => {
  place = await workplace()
  folder = await mkdtemp(join(tmpdir(), 'completion-'))
})
afterAll(async () => {
  await place.dispose()
  await rm(folder, { recursive: true, force: true })
})

/** The script for a shell, as the command prints it. */
async function script(shell: string): Promise<string> {
  const { exitCode, stdout, stderr } = await place.run(['completion', shell])
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  return stdout
}

/** Whether a shell is installed. */
async function has(shell: string): Promise<boolean> {
  const found = await execute(shell, ['-c', 'exit 0']).then(
    () => true,
    () => false,
  )
  if (!found) process.stderr.write(`${shell} is not installed: its completion is tested by content only\n`)
  return found
}

const hasBash = await has('bash')
const hasZsh = await has('zsh')
const hasFish = await has('fish')

describe.skipIf(!hasBash)('in bash', () => {
  let file: string
  beforeAll(async () => {
    file = join(folder, 'tacosmith.bash')
    await writeFile(file, await script('bash'))
  })

  /** What bash offers at the end of a line, of which `=` and blanks separate the words. */
  async function offered(...words: string[]): Promise<string[]> {
    const program = `
      source "$1"; shift
      complete -p tacosmith > /dev/null || exit 9
      COMP_WORDS=(tacosmith "$@"); COMP_CWORD=$#; COMP_LINE="\${COMP_WORDS[*]}"; COMP_POINT=\${#COMP_LINE}
      _tacosmith tacosmith "\${COMP_WORDS[COMP_CWORD]}" "\${COMP_WORDS[COMP_CWORD-1]}"
      printf '%s\\n' "\${COMPREPLY[@]}"`
    const { stdout } = await execute('bash', ['--norc', '-c', program, 'bash', file, ...words])
    return stdout.split('\n').filter(Boolean)
  }

  it('offers commands, those of a command too', async () => {
    expect(await offered('')).toEqual(names)
    expect(await offered('va')).toEqual(['validate'])
    expect(await offered('cert', '')).toEqual(['request', 'import', 'export', 'development'])
    expect(await offered('completion', 'f')).toEqual(['fish'])
  })

  it('offers options of the command that is typed', async () => {
    expect(await offered('--v')).toEqual(['--version'])
    expect(await offered('create', 'dir', '--b')).toEqual(['--base', '--bundler'])
    expect(await offered('cert', 'development', '--re')).toEqual(['--renew'])
    expect(await offered('validate', '--bundl')).toEqual([])
  })

  it('offers the values of an option', async () => {
    expect(await offered('create', '--bundler', '')).toEqual(['vite', 'webpack', 'esbuild', 'none'])
    expect(await offered('validate', '--format', 's')).toEqual(['sarif'])
    expect(await offered('validate', '--format', '=')).toContain('sarif')
    expect(await offered('validate', '--format', '=', 'js')).toEqual(['json'])
  })

  it('leaves files to bash', async () => {
    expect(await offered('validate', '')).toEqual([])
    expect(await offered('build', '--keystore', 'rel')).toEqual([])
    // A folder may be called as a command is.
    expect(await offered('validate', 'build', '--forma')).toEqual(['--format'])
    const { stdout } = await execute('bash', [
      '--norc',
      '-c',
      'source "$1"; complete -p tacosmith',
      'bash',
      file,
    ])
    expect(stdout).toBe('complete -o bashdefault -o default -F _tacosmith tacosmith\n')
  })
})

describe('in zsh', () => {
  it('describes every command and its options', async () => {
    const text = await script('zsh')
    expect(text).toMatch(/^#compdef tacosmith\n/)
    for (const name of names) expect(text).toContain(`\n_tacosmith_${name}() {`)
    expect(text).toContain(
      "'*--bundler=[bundler to build with (default: vite)]:value:(vite webpack esbuild none)'",
    )
    expect(text).toContain("'*'{-o,--out-dir=}'[where the .taco goes (default: dist)]:folder:_files -/'")
  })

  it.skipIf(!hasZsh)('is read by zsh', async () => {
    const file = join(folder, '_tacosmith')
    await writeFile(file, await script('zsh'))
    await execute('zsh', ['-f', '-n', file])
  })
})

describe('in fish', () => {
  it('describes every command and its options', async () => {
    const text = await script('fish')
    for (const name of names)
      expect(text).toContain(`complete -c tacosmith -n '__tacosmith_at ""' -f -a ${name} -d '`)
    expect(text).toContain(
      `complete -c tacosmith -n '__tacosmith_at "/create"' -l bundler -x -a 'vite webpack esbuild none' -d '`,
    )
  })

  it.skipIf(!hasFish)('completes', async () => {
    const file = join(folder, 'tacosmith.fish')
    await writeFile(file, await script('fish'))
    const offered = async (line: string): Promise<string[]> => {
      const { stdout } = await execute('fish', [
        '--no-config',
        '-c',
        `source ${file}; complete -C "tacosmith ${line}"`,
      ])
      return stdout.split('\n').flatMap((row) => row.split('\t')[0] || [])
    }
    expect(await offered('va')).toEqual(['validate'])
    expect(await offered('cert ')).toEqual(
      expect.arrayContaining(['request', 'import', 'export', 'development']),
    )
    expect(await offered('create x --b')).toEqual(['--base', '--bundler'])
    expect(await offered('create --bundler w')).toEqual(['webpack'])
  })
})

describe('in PowerShell', () => {
  it('describes every command, its options and their values', async () => {
    const text = await script('powershell')
    expect(text).toContain('Register-ArgumentCompleter -Native -CommandName tacosmith')
    for (const name of names) expect(text).toMatch(new RegExp(`^ {8}'/${name}' = @\\(`, 'm'))
    expect(text).toContain("'/create --base' = @(,@('jdbc', 'jdbc'); ,@('odbc', 'odbc'))")
    // Quotes are doubled, so every line holds an even number of them.
    for (const line of text.split('\n')) expect(line.replaceAll(/[^']/g, '').length % 2).toBe(0)
  })
})

it('names the shells it knows', async () => {
  const { exitCode, stderr } = await place.run(['completion', 'tcsh'])
  expect(exitCode).toBe(2)
  expect(stderr).toContain('bash, zsh, fish, powershell')
})
