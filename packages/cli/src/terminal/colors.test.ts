import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { minimalConnector, replaceIn } from '@tacosmith/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inConnectorFolder, type Outcome, type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
beforeAll(async () => {
  const files = minimalConnector()
  const broken = replaceIn(files['manifest.xml'], 'https://', 'http://')
  place = await workplace({
    ...inConnectorFolder(files),
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`broken/${name}`, text])),
    'broken/manifest.xml': broken,
    'repo/Connectors/broken.taco': 'no archive',
    'log.txt':
      '{"ts":"2026-01-01T10:00:00.000","sev":"error","k":"connector-plugin-error","v":"brook_jdbc"}\n',
  })
  await mkdir(join(place.folder, 'home'))
  await run('build', '--file-name', 'brook.taco', '--sign', 'development')
  await run('install', 'dist/brook.taco', '--repository', 'repo', '--allow-unverified')
})
afterAll(() => place.dispose())

const run = (...words: string[]): Promise<Outcome> => place.run(words, { HOME: join(place.folder, 'home') })
const runInColor = (...words: string[]): Promise<Outcome> =>
  place.run(words, { HOME: join(place.folder, 'home'), FORCE_COLOR: '1' })

// Whatever comes from files is shown without what would steer a terminal; our own colours are not to be caught by that.
it.each([
  ['validate broken', 'stdout'],
  ['build broken', 'stderr'],
  ['inspect', 'stdout'],
  ['inspect dist/brook.taco', 'stdout'],
  ['diff connector dist/brook.taco', 'stdout'],
  ['diff connector broken', 'stdout'],
  ['verify dist/brook.taco', 'stdout'],
  ['install dist/brook.taco --repository repo --allow-unverified', 'stdout'],
  ['install dist/brook.taco --repository repo --allow-unverified', 'stderr'],
  ['install dist/brook.taco --repository repo', 'stderr'],
  ['list --repository repo', 'stdout'],
  ['resolve --repository repo', 'stdout'],
  ['logs log.txt', 'stdout'],
] as const)('%s: %s is the same with colours but for the colours', async (line, stream) => {
  const words = line.split(' ')
  const [plain, colored] = [await run(...words), await runInColor(...words)]
  expect(colored[stream]).toContain('\u001b[')
  expect(stripVTControlCharacters(colored[stream])).toBe(plain[stream])
})
