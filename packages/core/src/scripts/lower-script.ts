import { TacosmithError } from '../errors.ts'

/** The part of `@swc/core` that lowering needs. */
interface Swc {
  transform(code: string, options: object): Promise<{ code: string }>
}

/**
 * Lowers a bundle to ES5 with `@swc/core`, an optional package that is loaded only here.
 *
 * Bundlers lower to es2015 and es2016 themselves; none of them lowers to ES5. Helpers are put into the code, before
 * {@link wrapScript} wraps it.
 *
 * @throws TacosmithError `environment` where `@swc/core` is not installed, `script` where it refuses the code.
 */
export async function lowerToEs5(code: string, name: string): Promise<string> {
  const swc = await loadSwc()
  try {
    const lowered = await swc.transform(code, {
      configFile: false,
      swcrc: false,
      isModule: false,
      jsc: { target: 'es5', externalHelpers: false, parser: { syntax: 'ecmascript' } },
    })
    return lowered.code
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new TacosmithError('script', `${name} cannot be lowered to es5: ${reason}`, { cause })
  }
}

async function loadSwc(): Promise<Swc> {
  // A variable, so that neither TypeScript nor a bundler insists on the optional package.
  const name = '@swc/core'
  try {
    return (await import(name)) as Swc
  } catch (cause) {
    throw new TacosmithError('environment', "scripts.target 'es5' needs the package @swc/core", {
      help: 'Run npm install --save-dev @swc/core, or use scripts.target es2016, which every Tableau release runs.',
      cause,
    })
  }
}
