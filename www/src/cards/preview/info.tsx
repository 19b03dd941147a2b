import './info.css'
import { Markdown } from '../../markdown/markdown.tsx'
import type { CardProps } from '../../view/card.ts'
import { toCssLength } from '../../view/css.ts'
import { Icon } from '../../view/icon.tsx'
import { useNode } from '../../view/reactive.ts'
import type { TallInfoCard, WideInfoCard } from '../../vocabulary/previews.ts'
import { LabelButton, StretchedTitle } from './stretched.tsx'

const defaultIcon = 'MiniExpand'
const defaultImageHeight = '150px'

/** A picture or an icon, and below it what it is about. */
export function TallInfoCardView({ card }: CardProps) {
  const { name, title, caption, label, icon, image, image_height, category } = useNode(card.data) as unknown as TallInfoCard
  const height = toCssLength(image_height) ?? defaultImageHeight
  return (
    <div class="w-info w-info-tall">
      {image ? <img class="w-info-image" src={image} alt="" style={{ height }} /> : <Badge icon={icon} />}
      <div class="w-info-words">
        <StretchedTitle name={label ? undefined : name}>{title}</StretchedTitle>
        {category && <div class="w-info-category">{category}</div>}
        <Markdown text={caption ?? ''} />
        {label && <LabelButton name={name} label={label} />}
      </div>
    </div>
  )
}

/** A picture or an icon, and beside it what it is about. */
export function WideInfoCardView({ card }: CardProps) {
  const model = useNode(card.data) as unknown as WideInfoCard
  const { name, title, caption, label, subtitle, align = 'left', icon, image, category } = model
  return (
    <div class={`w-info w-info-wide w-info-${align}`}>
      {image ? <img class="w-info-image" src={image} alt="" /> : <Badge icon={icon} />}
      <div class="w-info-words">
        {category && <div class="w-info-category">{category}</div>}
        <StretchedTitle name={label ? undefined : name}>{title}</StretchedTitle>
        {subtitle && <div class="w-info-subtitle">{subtitle}</div>}
        <Markdown text={caption ?? ''} />
        {label && <LabelButton name={name} label={label} />}
      </div>
    </div>
  )
}

const Badge = ({ icon }: { icon: string | undefined }) => (
  <div class="w-info-badge">
    <Icon name={icon || defaultIcon} />
  </div>
)
