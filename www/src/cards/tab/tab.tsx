import './tab.css'
import { TabStrip } from '../../components/tabs/tab_strip.tsx'
import { useChoice } from '../../components/tabs/use_choice.ts'
import type { CardProps, CardView } from '../../view/card.ts'
import { useClient } from '../../view/client_context.ts'
import { timesSet, useNode } from '../../view/reactive.ts'
import type { Tab, TabCard } from '../../vocabulary/tabs.ts'

function TabCardView({ card }: CardProps) {
  const { items: list, value: given, link = false, name } = useNode(card.data) as unknown as TabCard
  const client = useClient()
  const items = (Array.isArray(list) ? useNode(list) : []).map((tab) => useNode(tab))
  const tell = (tab: string): void => (name ? client.set(name, tab) : client.set(tab, true))
  const [value = items[0]?.name, choose] = useChoice(given, timesSet(card.data, 'value'), (tab) => !tab.startsWith('#') && tell(tab))
  const onChoose = (tab: Tab): void => {
    choose(tab.name)
    if (tab.name.startsWith('#')) return client.goToHash(tab.name.slice(1))
    tell(tab.name)
    client.push()
  }
  return (
    <div class="w-tab-card">
      <TabStrip items={items} value={value} link={link} name={name} onChoose={onChoose} />
    </div>
  )
}

export const views: Record<'tab', CardView> = { tab: TabCardView }
