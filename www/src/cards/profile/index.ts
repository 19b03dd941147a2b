import type { CardView } from '../../view/card.ts'
import { PostCardView } from './post.tsx'
import { ProfileCardView } from './profile.tsx'

export const views: Record<'post' | 'profile', CardView> = { post: PostCardView, profile: ProfileCardView }
