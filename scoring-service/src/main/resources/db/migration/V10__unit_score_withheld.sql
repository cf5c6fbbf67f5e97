-- Whether a unit's figures, beside those of all others of the night, would tell of 1 to 4 people.
alter table unit_score add column withheld boolean not null default false;
