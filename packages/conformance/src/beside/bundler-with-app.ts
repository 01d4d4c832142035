import type { Project } from '../project.ts'

/** One way to build an app beside which a connector is built. */
export interface AppSetting {
  /** Completes "beside an app ...". */
  name: string
  /** Builds into `dist`; rejects where the build fails. */
  build(project: Project, what: { withConnector: boolean }): Promise<unknown>
}

/** A bundler and the settings of apps that must not reach the connector. */
export interface BundlerWithApp {
  name: string
  /** Builds the connector and nothing else into `dist`. */
  buildAlone(project: Project): Promise<unknown>
  settings: AppSetting[]
}
