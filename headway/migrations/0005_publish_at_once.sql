-- Events are numbered as soon as they are committed, whatever else is running. Nothing is lost by that: what is not
-- numbered yet is found by its missing number, not by a place in the log, so what commits late is numbered late. Numbers
-- come into the world one batch after the other (the lock below is let go after the commit), so that whoever has seen
-- a number has seen all before it. Waiting for the oldest running transaction, as before, let any long one of the whole
-- cluster (an import, a demo company being made, a job of another database) hold the news of everybody back.
--
-- The numbering is planned anew each time: a plan that was made and kept while the log was empty reads all of it for
-- each event, until the next analyze; for the first events of a demo company that took longer than a statement may.
-- And the place of a batch is counted once, not once for each of its events.
create or replace function headway_publish(channel text, most integer)
returns table (workspace_id uuid, number bigint, kind text, subject text, subject_id uuid, version bigint)
language plpgsql volatile as $$
#variable_conflict use_column
begin
  if not exists (select from event where number is null)
     or not pg_try_advisory_xact_lock(hashtextextended('headway.publish', 0)) then
    return;
  end if;
  -- A statement of its own: it must see what whoever had the lock before us has numbered.
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
      returning e.workspace_id, e.number, e.kind, e.subject, e.subject_id, e.version
    )
    select * from numbered order by numbered.workspace_id, numbered.number
  $numbering$ using most;
  if found then
    perform pg_notify(channel, '');
  end if;
end
$$;
