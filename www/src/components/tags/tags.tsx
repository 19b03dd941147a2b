import type { Tags } from '../../vocabulary/tags.ts'
import type { ComponentProps } from '../component.ts'
import { TagLabel } from './tag_label.tsx'

const TagsView = ({ model: { items } }: ComponentProps<Tags>) => (
  <div class="w-tags">
    {(items ?? []).map((tag, place) => (
      <TagLabel key={place} {...tag} />
    ))}
  </div>
)

export const views = { tags: TagsView }
