-- A check finds the budgets of its person and departments among thousands.
create index budget_scope on budget (org_id, scope, scope_id) where deleted_at is null;
