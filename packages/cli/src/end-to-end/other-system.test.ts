import { join } from 'node:path'
import { minimalConnector, simulatedComputer } from '@tacosmith/test-kit'
import { afterEach, expect, it } from 'vitest'
import { inConnectorFolder, type Workplace, workplace } from '../testing/run-cli.ts'

let place: Workplace
afterEach(() => place?.dispose())

it.skipIf(process.platform === 'win32').each(['validate', 'build'])(
  '%s says so where node_modules comes from another system',
  async (command) => {
    const script = 'export default (attr) => [attr.server]'
    place = await workplace(inConnectorFolder(minimalConnector({ 'connectionBuilder.js': script })))
    const { environment } = await simulatedComputer('win32', join(place.folder, 'disk'), '')
    const { exitCode, stderr } = await place.run([command], environment)
    expect(exitCode).toBe(2)
    expect(stderr).toContain('error esbuild, which builds the scripts, is installed for another system\n')
    expect(stderr).toContain('install the packages again on this computer')
  },
)
