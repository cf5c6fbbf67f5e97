package dev.toktra.reconciliation.asking;

/** A page of groups as JSON, from a table {@code grouped} with key and item. */
public final class GroupsSql {

    /**
     * To be asked in the transaction before. Sums of common tables have no statistics: guessed to be small, they would be compared
     * row by row; and an organisation's quarter of a year is to be summed in memory.
     */
    public static final String HASHED =
            "select set_config('enable_nestloop', 'off', true), set_config('work_mem', '32MB', true)";

    private static final String PAGE = """
            page as (select * from grouped where key > $%1$d collate "C" order by key limit $%2$d + 1),
            shown as (select * from page order by key limit $%2$d)
            select json_build_object(
                'items', coalesce((select json_agg(%3$s order by g.key) from shown g), '[]'),
                'next_cursor', case when (select count(*) from page) > $%2$d then translate(encode(convert_to(
                    (select max(key) from shown), 'UTF8'), 'base64'), '+/=' || chr(10), '-_') end,
                'has_more', (select count(*) from page) > $%2$d,
                'total_count', (select count(*) from grouped)""";

    private GroupsSql() {}

    /**
     * The end of a statement that begins with {@code with}; the object is still open.
     *
     * @param item what is shown of a group {@code g}
     * @param after the number of the parameter that is the last key of the page before, "" for the first; the next one is how
     *     many items a page has
     */
    public static String page(String item, int after) {
        return PAGE.formatted(after, after + 1, item);
    }
}
