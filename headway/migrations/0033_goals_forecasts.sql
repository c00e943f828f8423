-- A guest sees the forecasts and past numbers of the goals shared with them, and nothing of how chances are mended.
select headway_guest_floor('forecast', 'metric_id = any (array(select goals_shared_key_results()))');
select headway_guest_floor('reading', 'node_id = any (array(select goals_shared_key_results()))
  or node_id = any (array(select goals_shared_objectives()))');
select headway_guest_floor('forecast_fit', 'false');
