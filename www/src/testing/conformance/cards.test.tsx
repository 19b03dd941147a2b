import { check } from './check.ts'
import { contentCards } from './cards.ts'

contentCards.forEach(check)
