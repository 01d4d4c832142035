export type {
  ComparedConnector,
  ComparedIdentity,
  ConnectorChange,
  ConnectorDiff,
  DiffArea,
  Difference,
  Judgement,
  NotCompared,
} from './connector-diff.ts'
export { diffConnectors } from './diff-connectors.ts'
export type { LostConnections } from './lost-connections.ts'
export {
  type ReviewClass,
  type ReviewMaterial,
  type ReviewMaterialId,
  reachesReview,
  reviewClasses,
} from './review.ts'
