/**
 * How closely Tableau Exchange reviews an update, from not at all to not accepting it.
 *
 * - `none`: nothing relevant has changed
 * - `A`: minor, no tests required
 * - `B`: queries change, TDVT results are required
 * - `C`: something other than queries changes, manual tests are required
 * - `forbidden`: no longer an update but another connector
 */
export type ReviewClass = 'none' | 'A' | 'B' | 'C' | 'forbidden'

/** All classes, the least strict first. */
export const reviewClasses: readonly ReviewClass[] = ['none', 'A', 'B', 'C', 'forbidden']

/** Whether a class is at least as strict as a limit. */
export function reachesReview(review: ReviewClass, limit: ReviewClass): boolean {
  return reviewClasses.indexOf(review) >= reviewClasses.indexOf(limit)
}

/** The strictest of several classes; `none` of no classes. */
export function strictestReview(reviews: readonly ReviewClass[]): ReviewClass {
  return reviews.reduce<ReviewClass>((one, other) => (reachesReview(one, other) ? one : other), 'none')
}

/** What an author hands in with an update. */
export type ReviewMaterialId =
  | 'recording'
  | 'signature-proof'
  | 'reachable-links'
  | 'tdvt-results'
  | 'manual-tests'
  | 'developer-review'
  | 'oauth-review'
  | 'vendor-field-list'

/** What an author hands in with an update, in words. */
export interface ReviewMaterial {
  id: ReviewMaterialId
  text: string
}

/** What comes with every update. */
export const alwaysNeeded: readonly ReviewMaterialId[] = ['recording', 'signature-proof']

/** In the order in which they are listed. */
const materialTexts: Record<ReviewMaterialId, string> = {
  recording: 'screenshots or a video of your own tests of the update',
  'signature-proof': 'proof that the .taco is signed (what tacosmith verify prints)',
  'reachable-links': 'working links: reviewers open them',
  'tdvt-results': 'the results of a full TDVT run',
  'manual-tests': 'the results of all manual tests',
  'developer-review': "time for a review by Tableau's developers",
  'oauth-review': 'time for the extra review of OAuth',
  'vendor-field-list':
    "a new list of the vendor's own fields, with their meaning, examples, and a statement that none contains personal data",
}

/** The materials to some ids, each once, in the order in which one lists them. */
export function reviewMaterials(ids: Iterable<ReviewMaterialId>): ReviewMaterial[] {
  const wanted = new Set(ids)
  return Object.entries(materialTexts).flatMap(([name, text]) => {
    const id = name as ReviewMaterialId
    return wanted.has(id) ? [{ id, text }] : []
  })
}
