-- Whoever numbers events gets all that open screens are told of them, so that its own process need not read the log
-- again for it; and names itself in the announcement, so that its own process need not follow that either. The function
-- of two arguments stays, for processes of the version before that still run while this one starts.
create function headway_publish(channel text, teller text, most integer)
returns table (workspace_id uuid, number bigint, kind text, subject text, subject_id uuid, version bigint,
               audience jsonb, raw float8, counted float8)
language plpgsql volatile as $$
#variable_conflict use_column
begin
  if not exists (select from event where number is null)
     or not pg_try_advisory_xact_lock(hashtextextended('headway.publish', 0)) then
    return;
  end if;
  -- A statement of its own: it must see what whoever had the lock before us has numbered. Planned anew each time, see
  -- 0005.
  return query execute $numbering$
    with ready as (
      select e.workspace_id, e.id, row_number() over (partition by e.workspace_id order by e.xid, e.id) as place,
             count(*) over (partition by e.workspace_id) as many
        from (select workspace_id, xid, id from event where number is null order by xid, id limit $1) as e
    ), counted as (
      insert into event_counter as c (workspace_id, number)
      select workspace_id, count(*) from ready group by workspace_id
      on conflict (workspace_id) do update set number = c.number + excluded.number
      returning c.workspace_id, c.number
    ), numbered as (
      update event e set number = counted.number - ready.many + ready.place
        from ready join counted on counted.workspace_id = ready.workspace_id
       where e.workspace_id = ready.workspace_id and e.id = ready.id
      returning e.workspace_id, e.number, e.kind, e.subject, e.subject_id, e.version, e.data -> 'audience',
                case when e.kind = 'progress.changed' then (e.data ->> 'new')::float8 end,
                case when e.kind = 'progress.changed' then (e.data ->> 'new_counted')::float8 end
    )
    select * from numbered order by numbered.workspace_id, numbered.number
  $numbering$ using most;
  if found then
    perform pg_notify(channel, teller);
  end if;
end
$$;

revoke execute on function headway_publish(text, text, integer) from public;
grant execute on function headway_publish(text, text, integer) to headway_dispatch;
