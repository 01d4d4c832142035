/** Tells an administrator what to type so that Tableau Server takes a connector. */
export function serverLines(commands: readonly string[]): string[] {
  return [
    'Configure Tableau Server, as its administrator:',
    ...commands.map((command) => `  ${command}`),
    'If it refuses a key, add --force-keys. Applying the changes restarts the server.',
  ]
}
