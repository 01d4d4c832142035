import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { LeakWatch } from './leak-watch.ts'

const PASSWORD = 'watched-password-4417'

function watchFor(password = PASSWORD): LeakWatch {
  const watch = new LeakWatch()
  watch.scanner.addPassword('the password', password)
  return watch
}

test('finds secrets in values, errors and their causes, and does not repeat them', () => {
  const watch = watchFor()
  const deep = { log: [{ headers: new Map([['authorization', `Basic ${btoa(`me:${PASSWORD}`)}`]]) }] }
  const caused = new Error('it failed', { cause: new Error(`with ${PASSWORD}`) })
  for (const value of [PASSWORD, Buffer.from(PASSWORD), deep, caused]) {
    expect(() => watch.look('the value', value)).toThrow(/^a secret got out:\nthe value shows the password/)
    expect(() => watch.look('the value', value)).not.toThrow(PASSWORD)
  }
  watch.look('the value', ['nothing', new Error('of the kind')])
})

test('finds secrets in files and in their names, except in those that are meant to hold them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'leak-watch-'))
  onTestFinished(async () => await rm(folder, { recursive: true, force: true }))
  const watch = watchFor()
  await writeFile(join(folder, 'store.p12'), PASSWORD)
  await watch.lookIntoFiles(folder)
  await watch.lookIntoFiles(join(folder, 'missing'))
  await writeFile(join(folder, 'cache.bin'), `\0\0${PASSWORD}\0`)
  await writeFile(join(folder, `${PASSWORD}.txt`), '')
  const looking = watch.lookIntoFiles(folder)
  await expect(looking).rejects.toThrow(/the file cache\.bin shows the password/)
  await expect(looking).rejects.toThrow(/the name .* shows the password/)
})

test('finds secrets in what is written meanwhile, and only then', () => {
  const watch = watchFor()
  watch.listen()
  // biome-ignore lint/suspicious/noConsole: it is watched
  console.log('said %s', 'something')
  process.stderr.write('and more\n')
  expect(watch.stopListening()).toBe('said something\nand more\n')
  // biome-ignore lint/suspicious/noConsole: it is watched
  const warn = () => console.warn({ PASSWORD })
  for (const write of [warn, () => process.stdout.write(PASSWORD)]) {
    watch.listen()
    write()
    expect(() => watch.stopListening()).toThrow(/written to the console shows the password/)
  }
})

test('gives the error that people are told', async () => {
  const watch = watchFor()
  const told = Object.assign(new Error('it failed'), {
    name: 'TacosmithError',
    code: 'usage',
    help: 'Do it.',
  })
  expect(await watch.failureOf(Promise.reject(told))).toBe(told)
  await expect(watch.failureOf(Promise.resolve())).rejects.toThrow('it did not fail')
  await expect(watch.failureOf(Promise.reject(new Error('a fault')))).rejects.toThrow('a fault')
  const leaking = Object.assign(new Error(PASSWORD), {
    name: 'TacosmithError',
    code: 'usage',
    help: 'Do it.',
  })
  await expect(watch.failureOf(Promise.reject(leaking))).rejects.toThrow('a secret got out')
  const helpless = Object.assign(new Error('x'), { name: 'TacosmithError', code: 'usage', help: undefined })
  await expect(watch.failureOf(Promise.reject(helpless))).rejects.toThrow('what to do')
})
