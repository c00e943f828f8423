-- The day the first check-in of a key result is due by the calendar of its team, told to the goals by the rituals: health
-- reads it where no value has come yet, so that both say the same. Empty until the calendar was looked at.
alter table key_result add column first_check_in_on date;

-- Since when a goal rests; empty for what was paused before this was kept.
alter table objective add column paused_at timestamptz;
alter table key_result add column paused_at timestamptz;
