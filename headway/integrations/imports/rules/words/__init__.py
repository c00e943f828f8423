"""The dictionary, by subject: `okr` sheets, `tasks` lists, `states` and priorities. `reading` reads its lines."""
