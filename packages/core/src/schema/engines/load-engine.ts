import type { EngineChoice } from '../../build/options/options.ts'
import { TacosmithError } from '../../errors.ts'
import { loadLibxmljs2 } from './libxmljs2.ts'
import { loadLibxml2Wasm } from './load-libxml2-wasm.ts'
import type { XmlEngine } from './xml-engine.ts'

/**
 * The engine for a choice: `auto` uses libxmljs2 if it can be loaded, otherwise libxml2-wasm. Both give the same verdicts.
 *
 * @throws {TacosmithError} `environment` where libxmljs2 is asked for and cannot be loaded, `usage` for an
 *   unknown name.
 */
export async function loadEngine(choice: EngineChoice): Promise<XmlEngine> {
  switch (choice) {
    case 'libxml2-wasm':
      return await loadLibxml2Wasm()
    case 'auto': {
      const native = loadLibxmljs2()
      return 'engine' in native ? native.engine : await loadLibxml2Wasm()
    }
    case 'libxmljs2': {
      const native = loadLibxmljs2()
      if ('engine' in native) return native.engine
      throw new TacosmithError(
        'environment',
        `The XML engine libxmljs2 is not available: ${native.unavailable}.`,
        {
          help: 'Install libxmljs2 for this version of Node.js, or set the engine to "auto" or "libxml2-wasm".',
        },
      )
    }
    default:
      throw new TacosmithError('usage', `Unknown XML engine "${String(choice)}".`, {
        help: 'Use "auto", "libxmljs2" or "libxml2-wasm".',
      })
  }
}
