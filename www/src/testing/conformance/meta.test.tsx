import { afterEach } from 'vitest'
import { check } from './check.ts'
import { metas } from './meta.ts'

afterEach(() => {
  document.head.innerHTML = ''
  document.title = ''
})

metas.forEach(check)
