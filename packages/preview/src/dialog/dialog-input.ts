import type { Platform } from './dialog-model.ts'

/**
 * When Tableau shows the dialog:
 *
 * - `new`: for a new connection, with the defaults.
 * - `edit`: for one that exists, with its values but no secrets.
 * - `reconnect`: when a workbook is opened; asks only for what the way to sign in needs.
 */
export type DialogView = 'new' | 'edit' | 'reconnect'

export type TableauHost = 'desktop' | 'server'

export const hosts: readonly TableauHost[] = ['desktop', 'server']

/** What users have done to a dialog so far, and where they see it. */
export interface DialogInput {
  /** What was typed or chosen, by field; a field that was not touched is missing. */
  values: Readonly<Record<string, string>>
  view: DialogView
  host: TableauHost
  platform: Platform
  /** What scripts get of a field whose conditions do not hold: Tableau's documentation does not say. */
  hiddenFields: 'absent' | 'default'
  /** The OAuth configuration that was chosen; default: the first one. */
  oauthConfigId?: string
  /** Of Tableau; default: `en_US`. */
  language?: string
}

/** A dialog that was just opened. */
export const untouchedDialog: DialogInput = {
  values: {},
  view: 'new',
  host: 'desktop',
  platform: 'win',
  hiddenFields: 'absent',
}
