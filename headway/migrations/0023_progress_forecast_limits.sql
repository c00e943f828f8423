-- The time zone and the limits of health that a forecast was made under: one made under others is made again.
alter table forecast add column made_under text not null default '';
