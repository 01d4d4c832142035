import { TacosmithError } from '@tacosmith/core'
import { writeFileIfChanged } from '@tacosmith/core/adapter'
import type { JobResult } from './connector-job.ts'

/**
 * Writes the types of attributes that a job found to be out of date.
 *
 * @param purpose - Callers that only check a connector must not fail because its folder cannot be written.
 * @throws TacosmithError `output`
 */
export async function writeTypes(
  { types }: Pick<JobResult, 'types'>,
  purpose: 'check' | 'build',
): Promise<void> {
  if (types === undefined) return
  try {
    await writeFileIfChanged(types.file, Buffer.from(types.text))
  } catch (error) {
    if (purpose === 'build' || !(error instanceof TacosmithError) || error.code !== 'output') throw error
  }
}
