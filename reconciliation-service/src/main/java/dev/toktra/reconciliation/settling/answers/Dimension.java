package dev.toktra.reconciliation.settling.answers;

import java.util.Locale;

/** By what cells are put together. */
enum Dimension {
    DAY("to_char(c.hour at time zone 'UTC', 'YYYY-MM-DD')"),
    HOUR("to_char(c.hour at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:00:00\"Z\"')"),
    PROVIDER("c.provider"),
    MODEL("c.model");

    private final String sql;

    Dimension(String sql) {
        this.sql = sql;
    }

    /** Of a row c with provider, model and hour. */
    String sql() {
        return sql;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
