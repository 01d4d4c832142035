import type { DialogInput } from '../../dialog/dialog-input.ts'
import type { DialogModel } from '../../dialog/dialog-model.ts'
import type { LocalisedText } from '../../dialog/dialog-texts.ts'
import type { LiveConnection } from '../use-connection.ts'

/** Which Tableau draws the foot of the dialog: the support link alone, or behind a sign with the driver's. */
export type Release = 'since-2023' | 'before-2023'

/** What every part of the dialog needs. */
export interface DialogProps {
  dialog: DialogModel
  input: DialogInput
  change(changes: Partial<DialogInput>): void
  connection: LiveConnection
  textOf(text: string): LocalisedText
  language: string
  release: Release
  /** Whether a file could not be read, so that the dialog may lack what stands in it. */
  isBroken: boolean
}
