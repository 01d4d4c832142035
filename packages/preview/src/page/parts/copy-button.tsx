import { useState } from 'preact/hooks'

/** Copies a text; says so for a moment. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle')
  const copy = async (): Promise<void> => {
    // Without a secure context, for instance under another name of this machine, there is no clipboard.
    const done = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    )
    setState(done ? 'copied' : 'failed')
    setTimeout(() => setState('idle'), 1500)
  }
  const words = { idle: 'Copy', copied: 'Copied', failed: 'Not allowed' }
  return (
    <button type="button" class="plain" aria-label={`Copy ${what}`} onClick={() => void copy()}>
      <span aria-live="polite">{words[state]}</span>
    </button>
  )
}
