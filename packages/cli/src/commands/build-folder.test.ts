import { minimalConnector } from '@tacosmith/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
beforeAll(async () => {
  place = await workplace(inConnectorFolder(minimalConnector()))
})
afterAll(() => place.dispose())

it.each(['--out-dir', '-o', '--dest'])('%s with the name of a file says how to give it', async (flag) => {
  const { exitCode, stderr } = await place.run(['build', 'connector', flag, 'dist/brook.taco'])
  const shown = flag === '-o' ? '--out-dir' : flag
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: `error ${shown} is the folder for the .taco, but "dist/brook.taco" looks like a file
  Give the folder and the name separately: ${shown} dist --file-name brook.taco. Without --file-name the file is named after the class and version.
`,
  })
  const { stdout } = await place.run(['build', 'connector', flag, 'dist', '--file-name', 'brook.taco'])
  expect(stdout).toContain('dist/brook.taco')
})
