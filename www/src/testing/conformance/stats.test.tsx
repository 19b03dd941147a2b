import { check } from './check.ts'
import { stats } from './stats.ts'

stats.forEach(check)
