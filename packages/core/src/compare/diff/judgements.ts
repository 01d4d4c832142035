import type { Judgement } from './connector-diff.ts'
import type { ReviewMaterialId } from './review.ts'

const testedByHand: readonly ReviewMaterialId[] = ['manual-tests', 'developer-review']

/** A class C with what it always needs, and more. */
export function byHand(reason: string, ...more: ReviewMaterialId[]): Judgement {
  return { review: 'C', reason, materials: [...testedByHand, ...more] }
}

type JudgementName =
  | 'words'
  | 'link'
  | 'layout'
  | 'script'
  | 'freeCapability'
  | 'dialect'
  | 'capability'
  | 'element'
  | 'authentication'
  | 'oauth'
  | 'attributes'
  | 'driver'
  | 'unlisted'

/**
 * What the gallery's rules for updates say of the commonest changes. What the lists do not name is taken for the
 * strictest, so that nobody prepares too little.
 */
export const judgements: Readonly<Record<JudgementName, Judgement>> = {
  words: { review: 'A', reason: 'Text that users read may change without tests.', materials: [] },
  link: {
    review: 'A',
    reason: 'Links may change as long as they work.',
    materials: ['reachable-links'],
  },
  layout: { review: 'A', reason: 'Only the order in which users see the fields has changed.', materials: [] },
  script: {
    review: 'A',
    reason: 'Simple changes to a script need no tests; the reviewer decides what counts as simple.',
    materials: [],
  },
  freeCapability: {
    review: 'A',
    reason: 'Initial SQL and custom SQL may be switched without a test.',
    materials: [],
  },
  dialect: {
    review: 'B',
    reason: 'The dialect determines which queries Tableau sends.',
    materials: ['tdvt-results', 'developer-review'],
  },
  capability: byHand(
    'Capabilities are on list B and on list C: they change queries and more.',
    'tdvt-results',
  ),
  element: byHand('What users see and fill in has changed.'),
  authentication: byHand('How users sign in has changed.'),
  oauth: byHand('How users sign in with OAuth has changed.', 'oauth-review'),
  attributes: byHand(
    'The required attributes determine which connections are the same: workbooks may lose theirs.',
  ),
  driver: byHand('The choice of driver has changed.'),
  unlisted: byHand(
    'The rules for updates do not mention this kind of change, so the strictest list applies.',
  ),
}
