import type { BuildStep } from '@tacosmith/core/adapter'

const texts = {
  validate: 'Checking the connector',
  package: 'Packaging the connector',
  sign: 'Signing the .taco',
  verify: 'Checking the signature',
  write: 'Writing the .taco',
}

/** What a step of the build is called while it lasts. */
export function buildStepText(step: BuildStep): string {
  return step.name === 'timestamp' ? `Waiting for the timestamp from ${step.authority}` : texts[step.name]
}
