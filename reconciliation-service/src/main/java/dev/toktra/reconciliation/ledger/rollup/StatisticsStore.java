package dev.toktra.reconciliation.ledger.rollup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Lets the planner know how large tables have become; blocks. */
public final class StatisticsStore {

    /** Tables that this role maintains and half of whose rows the planner has not seen. */
    private static final String GROWN = """
            select format('%I', relname) from pg_stat_user_tables
            where schemaname = current_schema() and has_table_privilege(relid, 'maintain')
                and n_mod_since_analyze > 500 + n_live_tup / 2
            order by relname""";

    private final DataSource worker;

    public StatisticsStore(DataSource worker) {
        this.worker = worker;
    }

    /** Looks at the tables that have grown; answers which. */
    public List<String> analyze() throws SQLException {
        try (Connection connection = worker.getConnection();
                Statement statement = connection.createStatement()) {
            List<String> grown = new ArrayList<>();
            try (ResultSet row = statement.executeQuery(GROWN)) {
                while (row.next()) {
                    grown.add(row.getString(1));
                }
            }
            for (String table : grown) {
                statement.execute("analyze " + table);
            }
            return grown;
        }
    }
}
