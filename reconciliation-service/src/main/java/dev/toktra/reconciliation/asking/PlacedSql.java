package dev.toktra.reconciliation.asking;

/** The common tables that say where people were on the day of their tokens. */
public final class PlacedSql {

    private static final String CHOSEN = """
            placed as (
                select r.*,
                    coalesce(m.department_id, case when x.kind = 'team' then x.parent_id else r.unit_id end) as department_id,
                    coalesce(m.team_id, case when x.kind = 'team' then r.unit_id end) as team_id
                from (%1$s) r
                left join placement m on m.user_id::text = r.subject
                    and m.valid_from <= r.day and (m.valid_until is null or r.day < m.valid_until)
                left join unit x on x.unit_id = r.unit_id),
            chosen as (
                select c.* from placed c
                where ($%2$d::text is null or c.subject = $%2$d)
                    and ($%3$d::uuid[] is null or c.department_id = any($%3$d))
                    and ($%4$d::uuid is null or c.team_id = $%4$d))""";

    private PlacedSql() {}

    /**
     * A table {@code chosen} of rows with {@code subject}, {@code day} and {@code unit_id}, the unit that is said to own what is
     * nobody's.
     *
     * @param rows a query
     * @param first the number of the first of three parameters: person, departments, team
     */
    public static String chosen(String rows, int first) {
        return CHOSEN.formatted(rows, first, first + 1, first + 2);
    }
}
