import { expect, test } from 'vitest'
import { paced } from './pace.ts'

function setUp() {
  const frames: (() => void)[] = []
  let runs = 0
  const ask = paced(() => runs++, (run) => void frames.push(run))
  const nextFrame = (): void => frames.splice(0).forEach((run) => run())
  return { ask, nextFrame, runs: () => runs, task: () => Promise.resolve() }
}

test('when idle it runs at the end of the task, once for all that asked', async () => {
  const { ask, runs, task } = setUp()
  ask()
  ask()
  expect(runs()).toBe(0)
  await task()
  expect(runs()).toBe(1)
})

test('under load it runs once per frame', async () => {
  const { ask, nextFrame, runs, task } = setUp()
  ask()
  await task()
  for (let i = 0; i < 5; i++) {
    ask()
    await task()
  }
  expect(runs()).toBe(1)
  nextFrame()
  expect(runs()).toBe(2)
  nextFrame()
  expect(runs()).toBe(2)
})

test('after a quiet frame it runs at once again', async () => {
  const { ask, nextFrame, runs, task } = setUp()
  ask()
  await task()
  nextFrame()
  ask()
  await task()
  expect(runs()).toBe(2)
})
