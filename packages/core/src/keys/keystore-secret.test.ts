import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { resolveSecret, type SecretSource } from './keystore-secret.ts'

async function failure(secret: SecretSource): Promise<Error> {
  return await resolveSecret(secret, 'storePassword').then(
    () => {
      throw new Error('it was resolved')
    },
    (error: Error) => error,
  )
}

it.each(['hunter2', 'Tr0ub4dor&3', 'two words', 'abc', 'p=q', 'ü', ''])(
  'never repeats what a shell or configuration put in the place of a name: %j',
  async (password) => {
    for (const secret of [{ env: password }, { file: password || 'x-none' }, { file: `pass/${password}` }]) {
      const error = await failure(secret)
      expect(error).toMatchObject({ code: 'usage', help: expect.any(String) })
      // The cause and all other properties too: who prints an error may print them.
      if (password !== '') expect(inspect(error, { depth: 9 }).split('\n    at ')[0]).not.toContain(password)
    }
  },
)

it('repeats names that can be no passwords', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'secret-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'there.txt'), 'password\n')
  expect(await resolveSecret({ file: join(folder, 'there.txt') }, 'storePassword')).toBe('password')
  expect((await failure({ env: 'STORE_PASSWORD_5518' })).message).toContain('STORE_PASSWORD_5518')
  expect((await failure({ file: join(folder, 'none.txt') })).message).toMatch(/none\.txt, .* does not exist$/)
  expect((await failure({ file: folder })).message).toContain(`${folder}, which should contain storePassword`)
})

it.each([{}, { enf: 'NAME' }, { env: undefined }, { file: 7 }, 7, null])(
  'refuses what names nothing: %j',
  async (secret) => {
    const error = await failure(secret as unknown as SecretSource)
    expect(error).toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/^storePassword is neither a password/),
    })
  },
)
