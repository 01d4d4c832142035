/** A sentence of the validator's: what stands between backticks in a terminal is code here. */
export function Prose({ text }: { text: string }) {
  const parts = text.split(/`([^`\n]+)`/)
  return (
    <>
      {parts.map((part, index) => {
        const isCode = index % 2 === 1
        return isCode ? <code key={index}>{part}</code> : part
      })}
    </>
  )
}
