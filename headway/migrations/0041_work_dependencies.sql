-- What waits for what. `open` repeats whether the blocker is still to be done, so that a list says "blocked" without
-- looking at a task that its reader may not see; the trigger below keeps it, whoever writes the task and however many.
-- No task waits for itself by any way round: actions hold that under the graph lock.
create table task_dependency (
  workspace_id uuid not null,
  blocked_id uuid not null,
  blocker_id uuid not null,
  open boolean not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (workspace_id, blocked_id, blocker_id),
  foreign key (workspace_id, blocked_id) references task (workspace_id, id) on delete cascade,
  foreign key (workspace_id, blocker_id) references task (workspace_id, id) on delete cascade,
  check (blocked_id <> blocker_id)
);
create index task_dependency_blocker on task_dependency (workspace_id, blocker_id);
select headway_tenant('task_dependency');

create function work_blocker_changed() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  update task_dependency d
     set open = new.deleted_at is null and new.status_type in ('open', 'active')
   where d.workspace_id = new.workspace_id and d.blocker_id = new.id;
  return null;
end
$$;
create trigger work_blocker_changed after update of status_type, deleted_at on task
  for each row when ((old.status_type in ('open', 'active'), old.deleted_at is null)
                     is distinct from (new.status_type in ('open', 'active'), new.deleted_at is null))
  execute function work_blocker_changed();

-- What a task waits for outside of Headway: "the contract of the translator".
alter table task
  add column waiting_for text not null default '' check (length(waiting_for) <= 300),
  add column waiting_since timestamptz,
  add column waiting_by uuid;
