import type { DialogState, TabName } from '../../dialog/dialog-state.ts'

interface DialogTabsProps {
  state: DialogState
  /** Of the window; the panel below the tabs is called after it. */
  id: string
  chosen: TabName
  choose(tab: TabName): void
}

const LABELS: Record<TabName, string> = {
  general: 'General',
  'initial-sql': 'Initial SQL',
  advanced: 'Advanced',
}

/** The tabs below the title; arrow keys, Home and End move between them. */
export function DialogTabs({ state: { tabs }, id, chosen, choose }: DialogTabsProps) {
  const move = (event: KeyboardEvent): void => {
    const index = tabs.findIndex(({ name }) => name === chosen)
    const target = targetOf(event.key, index, tabs.length)
    const next = target === undefined ? undefined : tabs[target]
    if (next === undefined) return
    event.preventDefault()
    choose(next.name)
    document.getElementById(`${id}-tab-${next.name}`)?.focus()
  }
  return (
    <div role="tablist" class="tabs" onKeyDown={move}>
      {tabs.map(({ name }) => (
        <button
          key={name}
          id={`${id}-tab-${name}`}
          type="button"
          role="tab"
          aria-selected={name === chosen}
          aria-controls={`${id}-panel`}
          tabIndex={name === chosen ? 0 : -1}
          onClick={() => choose(name)}
        >
          {LABELS[name]}
        </button>
      ))}
    </div>
  )
}

function targetOf(key: string, index: number, count: number): number | undefined {
  if (key === 'ArrowRight') return (index + 1) % count
  if (key === 'ArrowLeft') return (index - 1 + count) % count
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : undefined
}
