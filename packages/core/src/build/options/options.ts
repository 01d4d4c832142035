import type { KeyOptionNames } from '../../keys/option-names.ts'
import type {
  ScriptOptions,
  SignOptions,
  TacosmithConfig,
  TimestampOptions,
  ValidateOptions,
} from './types.ts'

export type {
  EngineChoice,
  RuleSetting,
  RuleSettings,
  ScriptOptions,
  ScriptTarget,
  Secret,
  SignOptions,
  TacoOptions,
  TacosmithConfig,
  TimestampOptions,
  ValidateOptions,
  ValidationProfile,
} from './types.ts'

/** {@link TimestampOptions} with every default filled in. */
export interface ResolvedTimestampOptions extends Required<TimestampOptions> {
  /** Called with the host, and port if it has one, of each authority before it is asked: for showing progress. */
  onRequest?: ((authority: string) => void) | undefined
}

/** {@link SignOptions} with every default filled in and the environment read. */
export interface ResolvedSignOptions extends Omit<SignOptions, 'timestamp' | 'includeRoot'> {
  timestamp: ResolvedTimestampOptions | false
  includeRoot: boolean
  /** What the user calls these options, where that is not as in a configuration. */
  names?: KeyOptionNames
}

/** {@link TacoOptions} with every default filled in. */
export interface ResolvedOptions {
  /** Undefined means: look for it (see {@link TacoOptions.connector}). */
  connector: string | undefined
  outDir: string
  fileName: string
  validate: ResolvedValidateOptions
  scripts: Required<ScriptOptions>
  sign: false | 'development' | ResolvedSignOptions
}

/** {@link ValidateOptions} with every default filled in. */
export interface ResolvedValidateOptions extends Required<Omit<ValidateOptions, 'schemas'>> {
  schemas: string | undefined
}

/**
 * Types a `tacosmith.config` file: returns what it is given.
 */
export function defineConfig(config: TacosmithConfig): TacosmithConfig {
  return config
}
