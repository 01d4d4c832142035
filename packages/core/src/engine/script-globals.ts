import type { ConnectionHelper, InBothLetterCases } from './connection-helper.ts'

/** The functions of `driverLocator`, by the names of the documentation. */
export interface DriverLocatorFunctions {
  /** The name of the driver. */
  LocateDriver(attr: object): string
  /** The version of the driver as text. On macOS and Linux it is not reliable. */
  LocateDriverVersion(attr: object): string
}

/** The global `driverLocator`: the ODBC driver that the rules of the connection resolver have found. */
export interface DriverLocator extends InBothLetterCases<DriverLocatorFunctions> {
  /** The ODBC keyword of the driver. */
  readonly keywordDriver: 'DRIVER'
}

/** The functions of `logging`, by the names of the documentation. */
export interface LoggingFunctions {
  /**
   * Writes a line to the log. Never log secrets.
   *
   * @deprecated since Tableau 2022.1, which only writes a notice of the call.
   */
  Log(message: string): void
}

/** The global `logging`, which wrote to Tableau's log at the level Debug. */
export interface Logging extends InBothLetterCases<LoggingFunctions> {}

declare global {
  /** Names of attributes and keywords, and functions around them. Provided by Tableau. */
  const connectionHelper: ConnectionHelper
  /** The ODBC driver that the connection resolver's rules have found. Provided by Tableau. */
  const driverLocator: DriverLocator
  /** Tableau's log. Provided by Tableau. */
  const logging: Logging
  /** Seen in the scripts of public connectors; undocumented, so look at it before use. */
  const vendorDefined: unknown
}
