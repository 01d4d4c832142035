import type { Connector } from '../../connector/connector.ts'
import type { Verdict } from '../../verify/verdict.ts'
import type { LostConnections } from './lost-connections.ts'
import type { ReviewClass, ReviewMaterial, ReviewMaterialId } from './review.ts'

/** One side of a comparison. */
export interface ComparedConnector {
  connector: Connector
  /** As `verifyTaco` judges the file; undefined for a folder. Signatures are compared where both sides have a verdict. */
  verdict?: Pick<Verdict, 'status' | 'ok' | 'signers'> | undefined
}

/** The part of a connector that a change belongs to. */
export type DiffArea =
  | 'identity'
  | 'files'
  | 'fields'
  | 'metadata'
  | 'old-dialog'
  | 'capabilities'
  | 'dialect'
  | 'required-attributes'
  | 'resolver'
  | 'scripts'
  | 'oauth'
  | 'strings'
  | 'signature'

/** How something differs, before it is decided what that means for a review. */
export interface Difference {
  /** `unchanged` stands for what should have changed and has not: the version of an update. */
  kind: 'added' | 'removed' | 'changed' | 'unchanged'
  /** What differs, for people: `field v-region`, `CAP_SELECT_INTO`, `function ASCII(str)`. */
  subject: string
  /** The one thing about it that differs; undefined where all of it was added or removed. */
  property?: string
  /** As it was and as it is; undefined where there was or is none, and for what is not shown (secrets, scripts). */
  before?: string
  after?: string
  /** The file of the new connector, or of the old one for what was removed. */
  file?: string
}

/** What the gallery makes of a difference. */
export interface Judgement {
  review: ReviewClass
  /** Why it is of that class: one sentence. */
  reason: string
  /** What has to be handed in because of it, in addition to what every update needs. */
  materials: ReviewMaterialId[]
}

/** One difference between two connectors, and which review it needs. */
export interface ConnectorChange extends Difference, Judgement {
  area: DiffArea
}

/** Something that could not be compared, so that the review may be stricter than reported. */
export interface NotCompared {
  side: 'old' | 'new'
  file: string
  reason: string
}

/** What differs between two connectors. */
export interface ConnectorDiff {
  old: ComparedIdentity
  new: ComparedIdentity
  /** The strictest class of all changes; `none` where nothing relevant has changed. */
  review: ReviewClass
  /** Everything that must be submitted with the update; empty if nothing changed, or if the update is forbidden. */
  materials: ReviewMaterial[]
  /** The strictest first, otherwise in the order of a connector's parts. */
  changes: ConnectorChange[]
  /** Which connections in workbooks and data sources do not reconnect with the new connector. */
  lostConnections: LostConnections[]
  notCompared: NotCompared[]
}

/** Which connector a side is; undefined what its manifest does not say. */
export interface ComparedIdentity {
  class: string | undefined
  version: string | undefined
}
