-- Who gives the check-in, where that is somebody else than who answers for the result. Null: its owner.
-- The rule counts from the first row on that has a value here, so there is nothing to validate.
alter table key_result add column check_in_owner_id uuid;
alter table key_result add constraint key_result_check_in_owner
  foreign key (workspace_id, check_in_owner_id) references member (workspace_id, id) not valid;
-- The column is empty, so this takes no time.
-- squawk-ignore require-concurrent-index-creation
create index key_result_check_in_owner on key_result (workspace_id, check_in_owner_id)
  where check_in_owner_id is not null;
