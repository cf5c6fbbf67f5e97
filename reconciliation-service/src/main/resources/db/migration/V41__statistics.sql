-- Whoever fills these tables tells the planner so at once: for a minute after years were loaded it would take them for empty,
-- and join each row with each.
grant maintain on usage_hourly, usage_daily, usage_daily_person, usage_daily_model, settled_hour, settled_day, settled_cell,
    settled_share, settled_daily, identity_person, membership to reconciliation_worker;
