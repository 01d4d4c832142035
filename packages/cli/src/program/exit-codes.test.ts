import { minimalConnector } from '@tacosmith/test-kit'
import { describe, expect, it } from 'vitest'
import type { Terminal } from '../terminal/terminal.ts'
import { inConnectorFolder, workplace } from '../testing/run-cli.ts'
import { exitCodeFor } from './exit-codes.ts'
import { runCommand } from './run-command.ts'

describe('exitCodeFor', () => {
  it.each([
    ['usage', 2],
    ['connector-invalid', 1],
    ['verification', 3],
    ['internal', 3],
    ['of-a-newer-core', 3],
    ['', 3],
    ['constructor', 3],
    ['toString', 3],
  ])('%j ends with %i', (code, exitCode) => {
    expect(exitCodeFor(code)).toBe(exitCode)
  })
})

describe('runCommand', () => {
  /** As a signer or plugin throws it that brings a core of its own. */
  function foreignError(code: unknown, help?: string): Error {
    return Object.assign(new Error('the moon is in the way'), { name: 'TacosmithError', code, help })
  }

  async function run(error: unknown): Promise<{ exitCode: number; said: string; printed: string }> {
    const outcome = { exitCode: -1, said: '', printed: '' }
    const terminal = {
      printResult: (text: string) => {
        outcome.printed += text
      },
      say: (text: string) => {
        outcome.said += text
      },
      colorStderr: false,
      isStderrWatched: false,
      width: 80,
      openStatusLine: undefined,
    } as unknown as Terminal
    outcome.exitCode = await runCommand(terminal, true, async () => {
      throw error
    })
    return outcome
  }

  it('takes an error of another core for what it is', async () => {
    const { exitCode, said, printed } = await run(foreignError('keystore', 'Look up.'))
    expect(exitCode).toBe(2)
    expect(said).toBe('error the moon is in the way\n  Look up.\n')
    expect(JSON.parse(printed)).toEqual({
      error: { code: 'keystore', message: 'the moon is in the way', help: 'Look up.' },
    })
  })

  it.each(['eclipse', 'constructor', undefined, 7])('takes the code %j for a fault', async (code) => {
    const { exitCode, said, printed } = await run(foreignError(code))
    expect(exitCode).toBe(3)
    expect(said).toContain('tacosmith failed: the moon is in the way')
    expect(said).toContain('exit-codes.test.ts')
    expect(JSON.parse(printed)).toMatchObject({ error: { code: 'internal' } })
  })
})

it('a build whose signer fails with such a code ends with 3, not as if it were done', async () => {
  const config = `const fail = async () => {
  throw Object.assign(new Error('the moon is in the way'), { name: 'TacosmithError', code: 'eclipse' })
}
export default { sign: { signer: { certificates: fail, sign: fail } } }
`
  const place = await workplace({ ...inConnectorFolder(minimalConnector()), 'tacosmith.config.mjs': config })
  try {
    const { exitCode, stderr } = await place.runApart(['build'])
    expect(stderr).toContain('the moon is in the way')
    expect(exitCode).toBe(3)
    expect((await place.files()).filter((file) => file.endsWith('.taco'))).toEqual([])
  } finally {
    await place.dispose()
  }
})
