import { useMemo, useState } from 'preact/hooks'
import { Markdown } from '../../markdown/markdown.tsx'
import { Icon } from '../../view/icon.tsx'

type Judge = (message: string, positive: boolean) => void

interface MessageProps {
  content: string
  fromUser: boolean
  /** Hears what the user thinks of it, where somebody asks. */
  onJudge: Judge | undefined
}

/** Something said. Drawn again only when it is another thing: there may be many, and the last one grows. */
export function MessageView({ content, fromUser, onJudge }: MessageProps) {
  const text = useMemo(() => <Markdown text={content} class="w-said" />, [content])
  return (
    <div class={`w-bubble ${fromUser ? 'w-bubble-user' : 'w-bubble-bot'}`}>
      <span class="w-sr">{fromUser ? 'You:' : 'Answer:'}</span>
      {text}
      {onJudge && <Thumbs message={content} onJudge={onJudge} />}
    </div>
  )
}

const thumbs = [
  { positive: true, label: 'Good answer', icon: 'Like', chosenIcon: 'LikeSolid' },
  { positive: false, label: 'Bad answer', icon: 'Dislike', chosenIcon: 'DislikeSolid' },
] as const

function Thumbs({ message, onJudge }: { message: string; onJudge: Judge }) {
  const [chosen, choose] = useState<boolean | undefined>()
  return (
    <div class="w-thumbs">
      {thumbs.map(({ positive, label, icon, chosenIcon }) => (
        <button
          key={label}
          type="button"
          class="w-icon-button"
          aria-label={label}
          aria-pressed={chosen === positive}
          onClick={() => {
            choose(positive)
            onJudge(message, positive)
          }}
        >
          <Icon name={chosen === positive ? chosenIcon : icon} />
        </button>
      ))}
    </div>
  )
}
