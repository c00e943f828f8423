-- Numbering and announcing events in one call. It runs as its caller, headway_dispatch, who may read and number them.

create function headway_publish(channel text, most integer)
returns table (workspace_id uuid, number bigint, kind text, subject text, subject_id uuid, version bigint)
language plpgsql volatile as $$
#variable_conflict use_column
begin
  if not pg_try_advisory_xact_lock(hashtextextended('headway.publish', 0)) then
    return;
  end if;
  -- A statement of its own: it must see what whoever had the lock before us has numbered.
  return query
  with ready as (
    select e.workspace_id, e.id, row_number() over (partition by e.workspace_id order by e.xid, e.id) as place
      from (select workspace_id, xid, id from event
             where number is null and xid < pg_snapshot_xmin(pg_current_snapshot())
             order by xid, id limit most) as e
  ), counted as (
    insert into event_counter as c (workspace_id, number)
    select workspace_id, count(*) from ready group by workspace_id
    on conflict (workspace_id) do update set number = c.number + excluded.number
    returning c.workspace_id, c.number
  ), last as (
    select c.workspace_id, c.number - (select count(*) from ready r where r.workspace_id = c.workspace_id) as base
      from counted c
  ), numbered as (
    update event e set number = last.base + ready.place
      from ready join last on last.workspace_id = ready.workspace_id
     where e.workspace_id = ready.workspace_id and e.id = ready.id
    returning e.workspace_id, e.number, e.kind, e.subject, e.subject_id, e.version
  )
  select * from numbered order by numbered.workspace_id, numbered.number;
  if found then
    perform pg_notify(channel, '');
  end if;
end
$$;

revoke execute on function headway_publish(text, integer) from public;
grant execute on function headway_publish(text, integer) to headway_dispatch;
