package dev.toktra.reconciliation.usage;

import dev.toktra.events.OrganisationState;
import dev.toktra.reconciliation.usage.answer.Names;
import dev.toktra.reconciliation.usage.answer.UsageItem;
import dev.toktra.reconciliation.usage.question.Dimension;
import dev.toktra.reconciliation.usage.question.Position;
import io.vertx.mutiny.sqlclient.Row;
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

/** Reads the lines of a list. */
final class UsageRow {

    private final List<Dimension> dimensions;
    private final Names names;
    private final OrganisationState organisation;

    UsageRow(List<Dimension> dimensions, Names names, OrganisationState organisation) {
        this.dimensions = dimensions;
        this.names = names;
        this.organisation = organisation;
    }

    UsageItem item(Row row) {
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
        String text = hour == null ? period.toString() : beginning(period, hour, zone(row, period));
        return new UsageItem(new Position(period, hour, keys), text, members, SumRow.figures(row));
    }

    /** The zone that made the day; what only a provider counted has none of its own. */
    private ZoneId zone(Row row, LocalDate day) {
        String zone = row.getString("zone");
        return zone == null ? organisation.zoneOn(day) : ZoneId.of(zone);
    }

    /** The beginning of an hour, or of the part of it that belongs to a day whose midnight cuts it. */
    private static String beginning(LocalDate day, Instant hour, ZoneId zone) {
        Instant midnight = day.atStartOfDay(zone).toInstant();
        OffsetDateTime begin =
                (midnight.isAfter(hour) ? midnight : hour).atZone(zone).toOffsetDateTime();
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(begin);
    }
}
