-- Hourly detail is kept for some time, sums by day for good: what a day was settled from and into is gone before this UTC day,
-- so that no mark settles such a day again, which would lose the provider's word. Null: all is there.
alter table settling_lane add kept_from date;
