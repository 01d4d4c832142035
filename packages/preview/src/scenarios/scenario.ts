import type { DialogView, TableauHost } from '../dialog/dialog-input.ts'
import type { Platform } from '../dialog/dialog-model.ts'

/** What users enter, and the expected result. */
export interface Scenario {
  name: string
  /** By field; others have their defaults. */
  values: Record<string, string>
  /** Default `new`. */
  view?: DialogView
  /** Default `desktop`. */
  host?: TableauHost
  /** Default `win`. */
  platform?: Platform
  /** Of Tableau: it counts where default values are strings of the resource files. Default `en_US`. */
  language?: string
  /** The OAuth configuration that is chosen. Default: the first one. */
  oauthConfig?: string
  /** What scripts get of fields that are hidden. Default `absent`. */
  hiddenFields?: 'absent' | 'default'
  expect: Expectation
}

/** What is not mentioned is not compared. */
export interface Expectation {
  /** ODBC: the pairs joined by semicolons. JDBC: the URL. */
  connection?: string
  /** JDBC: all properties that the driver gets. */
  properties?: Record<string, string>
  /** The attributes that distinguish the connection from others. */
  key?: Record<string, string>
  /** What `ThrowTableauException` shows the user. */
  exception?: string
  /** Whether the button Sign In is enabled. */
  canSignIn?: boolean
  /** The fields that show, in their order. */
  fields?: string[]
}

/** One file below `scenarios`. */
export interface ScenarioFile {
  /** Relative to the folder `scenarios`, with forward slashes. */
  path: string
  scenarios: Scenario[]
}
