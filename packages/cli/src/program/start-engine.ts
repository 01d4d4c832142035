// Apart, since what the engine needs of Node takes milliseconds to load, and most commands run no scripts.
export { startScriptEngine } from '@tacosmith/core/adapter'
