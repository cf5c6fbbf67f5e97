package dev.toktra.reconciliation.settling.variance;

import dev.toktra.bulksql.RowsStatement;
import dev.toktra.reconciliation.settling.variance.Explained.Excess;
import dev.toktra.reconciliation.settling.variance.Explained.Tokens;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Explains the variance of a day that was just settled, inside the transaction that settles it; blocks. */
public final class CauseStore {

    private static final String SAVE = """
            with told as (
                select * from unnest(?::timestamptz[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::bigint[], ?::bigint[], ?::bigint[])
                    t(hour, model, cause, input, output, input_low, input_high, output_low, output_high)),
            gone as (
                delete from cell_cause c
                where c.org_id = ? and c.provider = ? and c.hour >= ? and c.hour < ? and not exists (
                    select from told t where t.hour = c.hour and t.model = c.model and t.cause = c.cause))
            insert into cell_cause as c (org_id, provider, hour, model, cause, input, output, input_low, input_high,
                output_low, output_high)
            select ?::uuid, ?::text, t.* from told t
            on conflict (org_id, provider, hour, model, cause) do update set input = excluded.input,
                output = excluded.output, input_low = excluded.input_low, input_high = excluded.input_high,
                output_low = excluded.output_low, output_high = excluded.output_high
            where (c.input, c.output, c.input_low, c.input_high, c.output_low, c.output_high) <> (excluded.input,
                excluded.output, excluded.input_low, excluded.input_high, excluded.output_low, excluded.output_high)""";

    private static final String SAVE_EXCESSES = """
            with told as (
                select * from unnest(?::timestamptz[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::bigint[]) t(hour, model, subject, input, output, counted_input, counted_output)),
            gone as (
                delete from device_excess c
                where c.org_id = ? and c.provider = ? and c.hour >= ? and c.hour < ? and not exists (
                    select from told t where t.hour = c.hour and t.model = c.model and t.subject = c.subject))
            insert into device_excess as c (org_id, provider, hour, model, subject, input, output, counted_input,
                counted_output)
            select ?::uuid, ?::text, t.* from told t
            on conflict (org_id, provider, hour, model, subject) do update set input = excluded.input,
                output = excluded.output, counted_input = excluded.counted_input,
                counted_output = excluded.counted_output
            where (c.input, c.output, c.counted_input, c.counted_output)
                <> (excluded.input, excluded.output, excluded.counted_input, excluded.counted_output)""";

    private final Connection connection;
    private final UUID org;
    private final String provider;
    private final LocalDate day;

    private CauseStore(Connection connection, UUID org, String provider, LocalDate day) {
        this.connection = connection;
        this.org = org;
        this.provider = provider;
        this.day = day;
    }

    /** Replaces the causes of a UTC day of a provider; only rows that differ are written. */
    public static void explain(Connection connection, UUID org, String provider, LocalDate day) throws SQLException {
        DayReading reading = new DayReadingStore(connection, org, provider, day).read();
        Explained input = Variance.of(reading.measured(false));
        Explained output = Variance.of(reading.measured(true));
        CauseStore store = new CauseStore(connection, org, provider, day);
        store.save(lines(input, output));
        store.saveExcesses(excesses(input, output));
    }

    private record Line(CellKey cell, Cause cause, Tokens input, Tokens output) {}

    private static List<Line> lines(Explained input, Explained output) {
        List<Line> lines = new ArrayList<>();
        input.causes().forEach((cell, causes) -> {
            Map<Cause, Tokens> others = output.causes().getOrDefault(cell, Map.of());
            Set<Cause> all = new TreeSet<>(causes.keySet());
            all.addAll(others.keySet());
            for (Cause cause : all) {
                lines.add(new Line(
                        cell, cause, causes.getOrDefault(cause, Tokens.NONE), others.getOrDefault(cause, Tokens.NONE)));
            }
        });
        return lines;
    }

    private void save(List<Line> lines) throws SQLException {
        try (var save = new RowsStatement<>(connection, SAVE, lines)) {
            save.instants(line -> line.cell().hour())
                    .texts(line -> line.cell().model())
                    .texts(line -> line.cause().word())
                    .longs(line -> line.input().tokens())
                    .longs(line -> line.output().tokens())
                    .longs(line -> line.input().low())
                    .longs(line -> line.input().high())
                    .longs(line -> line.output().low())
                    .longs(line -> line.output().high());
            ends(save).update();
        }
    }

    private record Person(CellKey cell, String subject) implements Comparable<Person> {

        @Override
        public int compareTo(Person other) {
            int order = cell.compareTo(other.cell);
            return order == 0 ? subject.compareTo(other.subject) : order;
        }
    }

    private record Above(Person person, long input, long output, long countedInput, long countedOutput) {

        Above plus(Above other) {
            return new Above(
                    person,
                    input + other.input,
                    output + other.output,
                    countedInput + other.countedInput,
                    countedOutput + other.countedOutput);
        }
    }

    private static Collection<Above> excesses(Explained input, Explained output) {
        Map<Person, Above> all = new TreeMap<>();
        for (Excess one : input.excesses()) {
            Person person = new Person(one.cell(), one.person());
            all.merge(person, new Above(person, one.tokens(), 0, one.counted(), 0), Above::plus);
        }
        for (Excess one : output.excesses()) {
            Person person = new Person(one.cell(), one.person());
            all.merge(person, new Above(person, 0, one.tokens(), 0, one.counted()), Above::plus);
        }
        return all.values();
    }

    private void saveExcesses(Collection<Above> excesses) throws SQLException {
        try (var save = new RowsStatement<>(connection, SAVE_EXCESSES, excesses)) {
            save.instants(one -> one.person().cell().hour())
                    .texts(one -> one.person().cell().model())
                    .texts(one -> one.person().subject())
                    .longs(Above::input)
                    .longs(Above::output)
                    .longs(Above::countedInput)
                    .longs(Above::countedOutput);
            ends(save).update();
        }
    }

    private <T> RowsStatement<T> ends(RowsStatement<T> statement) throws SQLException {
        return statement
                .value(org)
                .value(provider)
                .value(day.atStartOfDay().atOffset(ZoneOffset.UTC))
                .value(day.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .value(org)
                .value(provider);
    }
}
