import { attributeValue, checkDigests, type Manifest } from '../format/zip/index.ts'
import { EXIT_FAILURE, EXIT_UNSIGNED, type Problem, problem } from './verdict.ts'

/**
 * A signature file either digests the whole manifest, or, when something was added to the manifest since, its main
 * section. The sections that it names have to be unchanged in both cases.
 */
export function checkManifestDigests(
  signatureFile: Manifest,
  file: string,
  manifest: Manifest,
  manifestBytes: Uint8Array,
): Problem[] {
  const tampered = (what: string): Problem =>
    problem(
      'tampered',
      EXIT_FAILURE,
      'taco-manifest-changed',
      `${what} was changed after ${file} was written`,
      {
        file: 'META-INF/MANIFEST.MF',
        help: 'Sign the file again after the last change.',
      },
    )
  if (attributeValue(signatureFile.main, 'Signature-Version') !== '1.0') {
    return [brokenBlock(file, 'its Signature-Version is not 1.0')]
  }
  const problems: Problem[] = []
  const whole = checkDigests(signatureFile.main, '-Digest-Manifest', manifestBytes)
  const main = checkDigests(signatureFile.main, '-Digest-Manifest-Main-Attributes', manifest.main.raw)
  if (main === 'mismatch' || (whole === 'mismatch' && main === 'absent'))
    problems.push(tampered('the main section of the manifest'))
  else if (whole === 'absent' && main === 'absent') problems.push(weakDigest('META-INF/MANIFEST.MF', file))
  for (const section of signatureFile.sections) {
    const target = manifest.section(section.name)
    const check = target === undefined ? 'mismatch' : checkDigests(section, '-Digest', target.raw)
    if (check === 'mismatch') problems.push(tampered(`the manifest's section for "${section.name}"`))
    else if (check === 'absent' && whole !== 'match') problems.push(weakDigest(section.name, file))
  }
  return problems
}

/** Java ignores SHA-1 digests, so that the entry counts as unsigned. */
export function weakDigest(entry: string, file: string): Problem {
  const message = `${file} has no SHA-256 or stronger digest for "${entry}"`
  return problem('weak', EXIT_UNSIGNED, 'taco-weak-digest', message, {
    file: entry,
    help: 'Sign the file again.',
  })
}

/** Java treats a file whose block it cannot read as unsigned. */
export function brokenBlock(file: string, reason: string): Problem {
  return problem(
    'tampered',
    EXIT_UNSIGNED,
    'taco-signature-unreadable',
    `${file} is not a usable signature: ${reason}`,
    {
      file,
      help: 'Sign the file again.',
    },
  )
}
