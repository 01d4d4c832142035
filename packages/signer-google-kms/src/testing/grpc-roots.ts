import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// gRPC looks at the variable when it is loaded, and at the file when it connects: this runs before a test file is loaded,
// and the harness writes the file.
process.env.GRPC_DEFAULT_SSL_ROOTS_FILE_PATH = join(
  tmpdir(),
  `tacosmith-google-kms-test-${randomUUID()}`,
  'roots.pem',
)
