import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { TacosmithError } from '@tacosmith/core'
import { visibleLine } from '@tacosmith/core/adapter'

const NAMES = [
  ...['chromium-headless-shell', 'chromium', 'chromium-browser'],
  ...['google-chrome', 'google-chrome-stable', 'microsoft-edge'],
]
const WINDOWS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe']
const MAC = ['Chromium', 'Google Chrome', 'Microsoft Edge']

/**
 * Finds a Chromium, Chrome or Edge: the one that is named, by the caller or in the variable CHROMIUM, else one in the usual
 * places.
 *
 * @throws TacosmithError `usage` where the named one is no program, `environment` where there is none.
 */
export async function findChromium(
  named: string | undefined,
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): Promise<string> {
  const wanted = named ?? environment.CHROMIUM
  if (wanted !== undefined && wanted !== '') {
    if (await isProgram(wanted)) return wanted
    throw new TacosmithError('usage', `${visibleLine(wanted)} cannot be started`, {
      help: 'Give the path of Chromium, Chrome or Edge.',
    })
  }
  for (const path of usualPlaces(environment, platform)) if (await isProgram(path)) return path
  throw new TacosmithError('environment', 'there is no Chromium, Chrome or Edge in the usual places', {
    help: 'Install one, or name it in the variable CHROMIUM.',
  })
}

function usualPlaces(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  if (platform === 'win32') {
    const folders = [environment.ProgramFiles, environment['ProgramFiles(x86)'], environment.LOCALAPPDATA]
    return folders.flatMap((folder) => (folder ? WINDOWS.map((path) => join(folder, path)) : []))
  }
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  const inPath = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)))
  if (platform !== 'darwin') return inPath
  return [...MAC.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`), ...inPath]
}

async function isProgram(path: string): Promise<boolean> {
  return await access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}
