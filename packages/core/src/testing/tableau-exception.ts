import { tableauExceptionName } from '../engine/stand-ins.ts'

/**
 * What a loaded script throws when it ends with `connectionHelper.ThrowTableauException(message)`: users see the
 * message in Tableau's dialog.
 */
export class TableauException extends Error {
  override readonly name: string = tableauExceptionName
}
