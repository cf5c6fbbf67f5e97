package dev.toktra.reconciliation.usage;

import dev.toktra.events.TokenCounts;
import dev.toktra.reconciliation.usage.answer.Figures;
import dev.toktra.reconciliation.usage.answer.Names;
import dev.toktra.reconciliation.usage.answer.UsageItem;
import dev.toktra.reconciliation.usage.question.Dimension;
import dev.toktra.reconciliation.usage.question.Position;
import dev.toktra.reconciliation.usage.view.Refusal;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads rows of sums. */
final class UsageRow {

    private UsageRow() {}

    /** A line of a list. */
    static UsageItem item(Row row, List<Dimension> dimensions, Names names) {
        List<String> keys = new ArrayList<>();
        Map<String, @Nullable String> members = new LinkedHashMap<>();
        for (Dimension dimension : dimensions) {
            String key = row.getString(UsageSql.key(dimension));
            keys.add(key);
            members.putAll(
                    dimension == Dimension.USER
                            ? Names.person(key, row.getString("email"), row.getString("name"))
                            : names.of(dimension, key));
        }
        LocalDate period = row.getLocalDate("period");
        boolean hourly = row.getColumnIndex("hour") >= 0;
        Instant hour = hourly ? row.getOffsetDateTime("hour").toInstant() : null;
        String text = hour == null ? period.toString() : beginning(period, hour, ZoneId.of(row.getString("zone")));
        return new UsageItem(new Position(period, hour, keys), text, members, figures(row));
    }

    /** The sums of a row; none at all where it sums over nothing. */
    static Figures figures(Row row) {
        if (row.getValue("requests") == null) {
            return Figures.NONE;
        }
        try {
            TokenCounts tokens = new TokenCounts(
                    exact(row, "fresh_input"),
                    exact(row, "cache_read"),
                    exact(row, "cache_write"),
                    exact(row, "output"),
                    exact(row, "reasoning"));
            return Figures.of(exact(row, "requests"), tokens);
        } catch (ArithmeticException e) {
            throw new Refusal.TooLarge();
        }
    }

    /** The beginning of an hour, or of the part of it that belongs to a day whose midnight cuts it. */
    private static String beginning(LocalDate day, Instant hour, ZoneId zone) {
        Instant midnight = day.atStartOfDay(zone).toInstant();
        OffsetDateTime begin =
                (midnight.isAfter(hour) ? midnight : hour).atZone(zone).toOffsetDateTime();
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(begin);
    }

    private static long exact(Row row, String column) {
        BigDecimal sum = row.getBigDecimal(column);
        return sum.longValueExact();
    }
}
