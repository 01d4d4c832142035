import { spawn } from 'node:child_process'
import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
afterEach(() => place?.dispose())

const line = (time: string, level: string, topic: string, text: unknown): string =>
  `${JSON.stringify({ at: `2026-11-${time}`, process: 812, level, user: '-', topic, text })}\n`

const log = [
  line('19T23:59:58.100', 'info', 'connector-plugin', 'Looking for connectors in C:\\Connectors'),
  line('20T10:11:12.345', 'info', 'connector-plugin', 'Loading C:\\Connectors\\brook_jdbc-v1.0.0.taco'),
  line('20T10:11:12.400', 'info', 'msg', '.taco verified. C:\\Connectors\\brook_jdbc-v1.0.0.taco'),
  line('20T10:11:12.500', 'info', 'query', 'select 1'),
  'a line that some other program wrote\n',
  line('20T10:11:13.000', 'error', 'msg', '.taco is not signed. C:\\Connectors\\river_jdbc.taco'),
  line('20T10:11:13.100', 'error', 'connector-plugin-error', {
    class: 'river_jdbc',
    reason: 'the plugin is skipped',
  }),
  line(
    '20T10:12:00.000',
    'warn',
    'connector-plugin',
    "The dialect of class 'brook_jdbc' \u001b[31mlacks a function\u001b[0m that Tableau would like to have in there",
  ),
  line(
    '20T10:12:01.000',
    'info',
    'msg',
    'QJSEngine: TypeError: Cannot read property\n    at connectionBuilder.js:3',
  ),
  line('20T10:12:02.000', 'info', 'msg', 'QJSEngine: TypeError: again'),
].join('')

describe('tacosmith logs', () => {
  it('shows what concerns connectors, with what to do about it', async () => {
    place = await workplace({ 'log.txt': log })
    const { exitCode, stdout, stderr } = await place.run(['logs', 'log.txt'])
    expect(exitCode).toBe(0)
    expect(stderr).toBe('log.txt\n8 of 10 lines are about connectors; 1 could not be read as JSON\n')
    expect(stdout).toMatchInlineSnapshot(`
      "2026-11-19
      23:59:58  info     Looking for connectors in C:\\Connectors

      2026-11-20
      10:11:12  info     Loading C:\\Connectors\\brook_jdbc-v1.0.0.taco
      10:11:12  good     .taco verified. C:\\Connectors\\brook_jdbc-v1.0.0.taco
      10:11:13  error    .taco is not signed. C:\\Connectors\\river_jdbc.taco
                         -> Sign the file with tacosmith sign. For a connector under
                            development, start Tableau with tacosmith run, which turns
                            signature checks off.
      10:11:13  error    class: river_jdbc, reason: the plugin is skipped
                         -> Run tacosmith validate on the connector, which finds most
                            faults; tacosmith inspect shows which Tableau version it
                            needs.
      10:12:00  warning  The dialect of class 'brook_jdbc' <U+001B>[31mlacks a
                         function<U+001B>[0m that Tableau would like to have in there
      10:12:01  error    QJSEngine: TypeError: Cannot read property
                           at connectionBuilder.js:3
                         -> A script failed. tacosmith validate tries the scripts out
                            and shows the line; tests can do so with
                            @tacosmith/core/testing.
      10:12:02  error    QJSEngine: TypeError: again
      "
    `)
  })

  it('shows what concerns one class', async () => {
    place = await workplace({ 'My Tableau Repository/Logs/log.txt': log })
    const { stdout, stderr } = await place.run(['logs', 'My Tableau Repository', '--class', 'river_jdbc'])
    expect(stderr).toContain('4 of 10 lines are about river_jdbc')
    expect(stdout).toMatchInlineSnapshot(`
      "2026-11-20
      10:11:13  error    .taco is not signed. C:\\Connectors\\river_jdbc.taco
                         -> Sign the file with tacosmith sign. For a connector under
                            development, start Tableau with tacosmith run, which turns
                            signature checks off.
      10:11:13  error    class: river_jdbc, reason: the plugin is skipped
                         -> Run tacosmith validate on the connector, which finds most
                            faults; tacosmith inspect shows which Tableau version it
                            needs.
      10:12:01  error    QJSEngine: TypeError: Cannot read property
                           at connectionBuilder.js:3
                         -> A script failed. tacosmith validate tries the scripts out
                            and shows the line; tests can do so with
                            @tacosmith/core/testing.
      10:12:02  error    QJSEngine: TypeError: again
      "
    `)
  })

  it('puts the places in a malformed file together, and says what to do once', async () => {
    const lines = [
      line('20T10:11:12', 'info', 'connector-plugin', 'Loading C:\\Connectors\\river_jdbc.taco'),
      line('20T10:11:13', 'error', 'msg', 'manifest.xml: Malformed XML, showing first 5 errors.'),
      line(
        '20T10:11:13',
        'error',
        'msg',
        "manifest.xml: Error(12,20): element 'company' is not allowed here",
      ),
      line('20T10:11:13', 'error', 'msg', 'manifest.xml: Error(14,5): missing elements'),
      line('20T10:11:13', 'error', 'connector-plugin-error', "Skipping plugin of class 'river_jdbc'"),
    ]
    place = await workplace({ 'log.txt': lines.join('') })
    const { stdout } = await place.run(['logs', 'log.txt', '--class', 'river_jdbc'])
    expect(stdout).toMatchInlineSnapshot(`
      "2026-11-20
      10:11:12  info     Loading C:\\Connectors\\river_jdbc.taco
      10:11:13  error    manifest.xml: Malformed XML, showing first 5 errors.
                         -> The file breaks the schema of this Tableau version. Run
                            tacosmith validate on the connector to see each place and
                            what belongs there; tacosmith inspect shows which version
                            the connector needs.
                           manifest.xml: Error(12,20): element 'company' is not
                           allowed here
                           manifest.xml: Error(14,5): missing elements
      10:11:13  error    Skipping plugin of class 'river_jdbc'
                         -> Tableau left the connector out; other lines nearby say
                            why. tacosmith validate finds most of the reasons, and
                            tacosmith inspect shows which Tableau version the
                            connector needs.
      "
    `)
  })

  it('prints one JSON document', async () => {
    place = await workplace({ 'log.txt': log })
    const { stdout } = await place.run(['logs', 'log.txt', '--json', '--class', 'brook_jdbc'])
    const { file, lines, unreadable, entries } = JSON.parse(stdout)
    expect({ file, lines, unreadable }).toEqual({
      file: join(place.folder, 'log.txt'),
      lines: 10,
      unreadable: 1,
    })
    expect(entries.map((entry: { line: number }) => entry.line)).toEqual([2, 3, 8, 9, 10])
    expect(entries[1]).toEqual({
      ...{ line: 3, time: '2026-11-20T10:11:12.400', severity: 'info', topic: 'signature' },
      connectors: ['brook_jdbc-v1.0.0.taco'],
      text: '.taco verified. C:\\Connectors\\brook_jdbc-v1.0.0.taco',
    })
    expect(entries[3]).toMatchObject({ topic: 'script', remedy: expect.any(String) })
  })

  it('says so where there is nothing', async () => {
    place = await workplace({ 'log.txt': 'not JSON\n\u0000\u0001\n' })
    expect(await place.run(['logs', 'log.txt'])).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: 'log.txt\nnone of 2 lines are about connectors; 2 could not be read as JSON\n',
    })
  })

  it('says what is missing', async () => {
    place = await workplace({ 'folder/other.txt': '' })
    const environment = { HOME: place.folder }
    expect((await place.run(['logs'], environment)).exitCode).toBe(2)
    expect((await place.run(['logs', 'absent'], environment)).stderr).toContain('absent does not exist')
    const { exitCode, stdout } = await place.run(['logs', 'folder', '--json'], environment)
    expect(exitCode).toBe(2)
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'environment' })
    expect(await place.run(['logs', 'folder', '--class', 'a b'], environment)).toMatchObject({ exitCode: 2 })
  })

  it.skipIf(process.platform === 'win32')('ends quietly when its reader has enough', async () => {
    const text = line('20T10:11:12', 'info', 'connector-plugin', `a line of some length: ${'x'.repeat(500)}`)
    place = await workplace({ 'log.txt': text.repeat(20_000) })
    const program = fileURLToPath(new URL('../../bin/tacosmith.cjs', import.meta.url))
    const command = `"${process.execPath}" "${program}" logs log.txt --json --follow | head -n 1`
    const child = spawn('sh', ['-c', command], {
      cwd: place.folder,
      env: { ...process.env, HOME: place.folder },
    })
    let stderr = ''
    child.stderr.on('data', (chunk) => {
      stderr += chunk
    })
    child.stdout.resume()
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0)
    expect(stderr).toMatch(/^log\.txt, press Ctrl-C to stop\n\d+ of \d+ lines are about connectors\n$/)
  })

  it('goes on as the log grows, as JSON lines, until it is stopped', async () => {
    place = await workplace({ 'log.txt': line('20T10:11:12', 'info', 'connector-plugin', 'the first line') })
    const program = fileURLToPath(new URL('../../bin/tacosmith.cjs', import.meta.url))
    const words = [program, 'logs', 'log.txt', '--follow', '--json']
    const child = spawn(process.execPath, words, { cwd: place.folder, env: { HOME: place.folder } })
    let output = ''
    const waiting: (() => void)[] = []
    child.stdout.on('data', (chunk) => {
      output += chunk
      for (const tell of waiting.splice(0)) tell()
    })
    const until = async (text: string): Promise<void> => {
      while (!output.includes(text)) await new Promise<void>((resolve) => waiting.push(resolve))
    }
    const ended = new Promise((resolve) => child.on('close', resolve))
    await until('the first line')
    await appendFile(
      join(place.folder, 'log.txt'),
      line('20T10:11:13', 'info', 'connector-plugin', 'the second line'),
    )
    await until('the second line')
    child.kill('SIGINT')
    expect(await ended).toBe(0)
    const entries = output
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text))
    expect(entries.map(({ text }) => text)).toEqual(['the first line', 'the second line'])
  })
})
