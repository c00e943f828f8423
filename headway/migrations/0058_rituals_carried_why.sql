-- Why a commitment was carried into this week, in a few words; empty where nobody said.
alter table commitment_week add column why text not null default '' check (length(why) <= 1000);
