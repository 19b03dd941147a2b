import './annotator.css'
import { toCssColor } from '../../view/css.ts'
import type { TextAnnotatorTag as AnnotatorTag } from '../../vocabulary/text_annotator.ts'

interface Props {
  tags: readonly AnnotatorTag[]
  /** The name of the tag that marks get. */
  active: string | undefined
  onChoose: (name: string) => void
}

/** What can be marked, one of them in hand. */
export const TagBar = ({ tags, active, onChoose }: Props) => (
  <div class="w-annotator-tags" role="group" aria-label="Tags">
    {tags.map(({ name, label, color }) => (
      <button
        key={name}
        type="button"
        class="w-annotator-tag w-on-ground"
        data-test={name}
        aria-pressed={name === active}
        style={{ '--w-tag': toCssColor(color) }}
        onClick={() => onChoose(name)}
      >
        {label || name}
      </button>
    ))}
  </div>
)
