/**
 * Named bytes: where a connector's files come from. A path is relative, with forward slashes, in exact case.
 */
export interface ConnectorSource {
  /** What messages call this source: a folder's path, a file's name, `memory`. */
  readonly name: string
  /** True for untrusted files, such as those of a `.taco`. Default false. */
  readonly isUntrusted?: boolean
  /** All files, sorted; used for resource files and hints, never to decide what is packaged. */
  list(): Promise<string[]>
  /**
   * The file's bytes, or undefined where there is no such regular file inside the source. A symbolic link that
   * leaves the folder counts as no file.
   */
  read(path: string): Promise<Uint8Array | undefined>
  /**
   * The file's size in bytes, or undefined where `read` gives undefined: lets a reader pass over a huge file without
   * loading it. Above {@link maximumFileSize} it may be lower than the true size, never below the limit.
   */
  size?(path: string): Promise<number | undefined>
}

/**
 * Every file of a connector must be smaller than this, in bytes (3 MB). Larger files are never loaded.
 *
 * Source: the packaging page of the connector documentation.
 */
export const maximumFileSize: number = 3 * 1024 * 1024
