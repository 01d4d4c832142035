/** The extensions that a configuration file may have, in order of preference. */
export const configExtensions = ['ts', 'mts', 'js', 'mjs'] as const

/** What a configuration file may be called, in order of preference. */
export const configFileNames: readonly string[] = configExtensions.map(
  (extension) => `tacosmith.config.${extension}`,
)
