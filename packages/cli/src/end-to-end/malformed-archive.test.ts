import { minimalConnector } from '@tacosmith/test-kit'
import JSZip from 'jszip'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace

beforeAll(async () => {
  const zipped = async (files: Record<string, string>): Promise<Buffer> => {
    const archive = new JSZip()
    for (const [name, text] of Object.entries(files)) archive.file(name, text)
    return await archive.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' })
  }
  const sound = await zipped(minimalConnector())
  place = await workplace()
  await place.write({
    'sound.taco': sound,
    'text.taco': 'this is text',
    'prefix.taco': Buffer.concat([Buffer.from('before'), sound]),
    'cut.taco': sound.subarray(0, -10),
    'twins.taco': await zipped({ ...minimalConnector(), 'DIALECT.tdd': '' }),
  })
})

afterAll(() => place.dispose())

describe.each(['text.taco', 'prefix.taco', 'cut.taco', 'twins.taco'])('the malformed archive %s', (file) => {
  /** The words of `tacosmith verify`. */
  async function verdict(): Promise<string> {
    const { stdout, exitCode } = await place.run(['verify', file, '--json'])
    expect(exitCode).toBe(1)
    const { status, problems } = JSON.parse(stdout)
    expect(status).toBe('malformed')
    return problems.find(({ rule }: { rule: string }) => rule === 'taco-malformed').message
  }

  it('is a finding of validate, in the words of verify', async () => {
    const message = await verdict()
    const { exitCode, stdout } = await place.run(['validate', file, '--json'])
    expect(exitCode).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      errors: 1,
      diagnostics: [{ rule: 'taco-malformed', severity: 'error', message }],
    })
    const pretty = await place.run(['validate', file])
    expect(pretty).toMatchObject({ exitCode: 1, stderr: '' })
    expect(pretty.stdout).toContain(message)
  })

  it.each([
    ['inspect', [file]],
    ['diff', [file, 'sound.taco']],
    ['diff', ['sound.taco', file]],
    ['install', [file, '--development', 'installed', '--allow-unverified']],
  ])('is refused by %s in the words of verify', async (command, words) => {
    const message = await verdict()
    const { exitCode, stdout, stderr } = await place.run([command, ...words])
    expect(exitCode).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toContain(`${file}: ${message}`)
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  it('is listed as not readable, in the words of verify', async () => {
    const message = await verdict()
    const { exitCode, stdout } = await place.run(['list', '--development', '.'])
    expect(exitCode).toBe(0)
    const words = stdout.replaceAll(/\s+/g, ' ')
    expect(words).toContain(`not readable ${file} ${message}`)
  })
})
