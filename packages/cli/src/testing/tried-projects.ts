/** Of the projects that `create` can make tests try every one, or every third one with TACOSMITH_PROJECT_STEP=3. */
const step = Number(process.env.TACOSMITH_PROJECT_STEP ?? 1)

/** Those of a list that are tried; the first is one of them. */
export function triedProjects<Project>(all: readonly Project[]): Project[] {
  return all.filter((_, index) => index % step === 0)
}
