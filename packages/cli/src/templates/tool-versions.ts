/** The releases of other packages that new projects start with; this project's own examples are tested with them. */
export const toolVersions = {
  '@swc/core': '^1.16.18',
  esbuild: '^0.28.2',
  'swc-loader': '^0.2.7',
  typescript: '^7.0.2',
  vite: '^8.3.8',
  vitest: '^4.1.12',
  webpack: '^5.112.2',
  'webpack-cli': '^6.0.1',
} as const

/**
 * Other releases under Yarn: TypeScript 7 finds no packages under Plug'n'Play, and webpack-cli 6 requires a configuration
 * that is an ES module past it. The successor of webpack-cli brings a package that asks for Node 22, though it runs on 20.
 */
export const versionsForYarn = { typescript: '^6.0.3', 'webpack-cli': '^7.3.1' } as const

/** A package of {@link toolVersions}. */
export type Tool = keyof typeof toolVersions
