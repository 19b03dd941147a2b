import { useClient } from '../../view/client_context.ts'
import { useNode } from '../../view/reactive.ts'
import type { Tab, Tabs } from '../../vocabulary/tabs.ts'
import type { ComponentProps } from '../component.ts'
import { TabStrip } from './tab_strip.tsx'
import { useChoice } from './use_choice.ts'

function TabsView({ model, resets = 0 }: ComponentProps<Tabs>) {
  const { name, link = false } = model
  const client = useClient()
  const items = useNode(model.items ?? []).map((tab) => useNode(tab))
  const [value = items[0]?.name, choose] = useChoice(model.value, resets, (given) => client.set(name, given))
  const onChoose = (tab: Tab): void => {
    choose(tab.name)
    if (tab.name.startsWith('#')) client.goToHash(tab.name.slice(1))
    else client.submit(name, tab.name)
  }
  return <TabStrip items={items} value={value} link={link} name={name} onChoose={onChoose} />
}

export const views = { tabs: TabsView }
