export const noBlanks = 'Remove the spaces; Tableau’s own packager compares letter by letter.'

/** Whether a name can be used at the start of a file name on every system. */
export function isFileName(name: string): boolean {
  return !/[/\\<>:"|?*\p{Cc}\p{Zl}\p{Zp}]|^[.-]/u.test(name) && Buffer.byteLength(name) <= 120
}
