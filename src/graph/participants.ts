import { refTarget } from './fold.ts'
import { run, undescribed, type MergeScope } from './scope.ts'

/** Whoever wrote a comment is its sender. A sender that a person or another source put there (`source`) stays. */
export async function writeSenders(scope: MergeScope): Promise<void> {
  await run(scope, WRITE)
}

const WRITE = `
  with wanted as (
    select distinct on (c.node_id) c.node_id, target.node_id as user_id
    from merge_contribution c
    ${refTarget(`'User'`, `(c.payload -> 'refs' ->> 'sender')`)}
    where c.node_label = 'InteractionEvent'
      and not exists (select from graph.interaction_event_sent_by e
        where e.tenant = :tenant and e.interaction_event_id = c.node_id and e.source <> 'smartsheet')
    order by c.node_id, target.node_id is null, c.age
  ), changed as (
    -- Each looked up by the primary key, whatever the planner believes about the size of the table.
    select w.node_id, w.user_id, current.user_id as old_user_id
    from wanted w
    left join lateral (
      select e.participant_id as user_id from graph.interaction_event_sent_by e
      where e.tenant = :tenant and e.interaction_event_id = w.node_id and e.participant_label = 'User'
        and e.source = 'smartsheet'
      limit 1
    ) current on true
    where w.user_id is distinct from current.user_id
  ), removed as (
    delete from graph.interaction_event_sent_by e using changed c
    where e.tenant = :tenant and e.interaction_event_id = c.node_id and e.participant_label = 'User'
      and e.participant_id = c.old_user_id and e.source = 'smartsheet'
    returning c.node_id
  ), written as (
    insert into graph.interaction_event_sent_by as e (tenant, interaction_event_id, participant_label,
      participant_id, source)
    select :tenant, node_id, 'User', user_id, 'smartsheet' from changed where user_id is not null
    on conflict (tenant, interaction_event_id, participant_label, participant_id) do nothing
    returning e.interaction_event_id as node_id
  ), touched as (
    select node_id from removed union select node_id from written
  ), touch as (
    insert into merge_touched (node_label, node_id) select 'InteractionEvent', node_id from touched
  )
  insert into sync.change (run_id, tenant, node_label, node_id, field, old_value, new_value, row_id)
  select :run, :tenant, 'InteractionEvent', node_id, 'sent_by', to_jsonb(before.name), to_jsonb(after.name), n.row_id
  from touched
  join changed c using (node_id)
  join merge_node n using (node_id)
  left join graph."user" before on before.tenant = :tenant and before.id = c.old_user_id
  left join graph."user" after on after.tenant = :tenant and after.id = c.user_id
  where n.node_label = 'InteractionEvent' and not ${undescribed(`'InteractionEvent'`, 'touched.node_id')}`
