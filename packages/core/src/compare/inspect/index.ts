export type {
  ConnectorDescription,
  DescribedDialect,
  DescribedField,
  DescribedFile,
  DescribedOauthConfig,
  DescribedScript,
  DescribedVendor,
} from './connector-description.ts'
export { describeConnector } from './describe-connector.ts'
