import { render } from 'preact'
import { App } from './app.tsx'
import { PageEngine } from './engine/page-engine.ts'
import { previewApi } from './preview-api.ts'

const api = previewApi()
const root = document.getElementById('preview')
if (root) render(<App api={api} engine={new PageEngine(() => api.engine())} />, root)
