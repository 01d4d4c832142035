import type { DialogInput } from '../dialog/dialog-input.ts'
import type { DialogModel, Platform } from '../dialog/dialog-model.ts'

/** What the stand-ins for Tableau's globals answer. */
export function standInSettings(
  { drivers }: Pick<DialogModel, 'drivers'>,
  platform: Platform,
  host: DialogInput['host'],
): { platform: Platform; driverName: string | undefined; productName: string; productVersion: string } {
  return {
    platform,
    driverName: drivers[platform],
    productName: host === 'server' ? 'Tableau Server' : 'Tableau Desktop',
    productVersion: '2025.1.0',
  }
}
