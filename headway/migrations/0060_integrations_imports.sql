-- One uploaded file on its way in: read, shown, committed batch by batch, undone.
create table import (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null default uuidv7(),
  created_by uuid,
  created_at timestamptz not null default now(),
  file_name text not null check (length(file_name) <= 200),
  content bytea not null check (length(content) <= 20971520),
  options jsonb not null default '{}',
  answers jsonb not null default '{}',
  resolved jsonb not null default '{}',
  state text not null default 'uploaded'
    check (state in ('uploaded', 'ready', 'refused', 'committing', 'done', 'undoing', 'undone')),
  refusal jsonb,
  summary bytea,
  report bytea,
  batches integer not null default 0 check (batches >= 0),
  next_batch integer not null default 0 check (next_batch >= 0),
  notes jsonb not null default '[]',
  committed_at timestamptz,
  undone_at timestamptz,
  version integer not null default 1,
  primary key (workspace_id, id),
  foreign key (workspace_id, created_by) references member (workspace_id, id)
);
create index import_newest on import (workspace_id, created_at desc, id desc);
select headway_tenant('import');

-- What a commit will write, at most 500 things at a time, in the order in which they need each other.
create table import_batch (
  workspace_id uuid not null,
  import_id uuid not null,
  place integer not null,
  items bytea not null,
  primary key (workspace_id, import_id, place),
  foreign key (workspace_id, import_id) references import (workspace_id, id) on delete cascade
);
select headway_tenant('import_batch');

-- What came from outside, by the id it has there: importing it again finds it here. `content` is how it came last.
create table import_item (
  workspace_id uuid not null references workspace (id) on delete cascade,
  source text not null check (length(source) between 1 and 40),
  external_id text not null check (length(external_id) between 1 and 200),
  kind text not null check (kind in ('project', 'task', 'objective', 'key_result', 'measurement')),
  subject_id uuid not null,
  import_id uuid,
  fingerprint text not null,
  content bytea not null,
  primary key (workspace_id, source, external_id),
  foreign key (workspace_id, import_id) references import (workspace_id, id) on delete set null (import_id)
);
create index import_item_subject on import_item (workspace_id, subject_id);
create index import_item_import on import_item (workspace_id, import_id);
select headway_tenant('import_item');

-- What one import did, for its undo. `before` is empty for what it made, else what stood there; `version` is the
-- version after the change: a newer one means that somebody has touched it since.
create table import_change (
  workspace_id uuid not null,
  import_id uuid not null,
  place integer not null,
  source text not null,
  external_id text not null,
  kind text not null check (kind in ('project', 'task', 'objective', 'key_result', 'measurement', 'person', 'team', 'cycle')),
  subject_id uuid not null,
  version integer not null,
  before jsonb,
  primary key (workspace_id, import_id, place),
  foreign key (workspace_id, import_id) references import (workspace_id, id) on delete cascade
);
select headway_tenant('import_change');

-- Imports are nothing for guests: no row of them exists for one, whatever a query forgets.
select headway_guest_floor('import', 'false'), headway_guest_floor('import_batch', 'false'),
       headway_guest_floor('import_item', 'false'), headway_guest_floor('import_change', 'false');
