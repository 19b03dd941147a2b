import './profile.css'
import { Items } from '../../components/items.tsx'
import type { Json } from '../../page/json.ts'
import type { CardProps } from '../../view/card.ts'
import { toCssLength } from '../../view/css.ts'
import { useNode } from '../../view/reactive.ts'
import type { ProfileCard } from '../../vocabulary/previews.ts'

/** Somebody in front of a cover picture. */
export function ProfileCardView({ card }: CardProps) {
  const { persona, image, items, height } = useNode(card.data) as unknown as ProfileCard
  const below = toCssLength(height)
  return (
    <div class="w-profile">
      <img class="w-profile-cover" src={image} alt="" />
      <div class="w-profile-words" {...(below && { style: { flex: 'none', height: below } })}>
        <div class="w-profile-persona">
          <Items items={[persona]} />
        </div>
        {items && (
          <div class="w-items">
            <Items items={items as Json} />
          </div>
        )}
      </div>
    </div>
  )
}
