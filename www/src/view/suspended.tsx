import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'

interface Props<Module> {
  /** Loads a module; the same function at every rendering. */
  load: () => Promise<Module>
  render: (module: Module) => ComponentChildren
  /** Shown until the module is there. */
  fallback?: ComponentChildren
}

/** Shows something whose code is loaded when it is first needed. */
export function Suspended<Module>({ load, render, fallback = null }: Props<Module>) {
  const [module, setModule] = useState<{ loaded: Module } | undefined>()
  const [error, setError] = useState<unknown>()
  useEffect(() => {
    load().then((loaded) => setModule({ loaded }), setError)
  }, [load])
  // To be told by whatever boundary is around.
  if (error !== undefined) throw error
  return <>{module ? render(module.loaded) : fallback}</>
}
