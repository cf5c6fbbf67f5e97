package dev.toktra.reconciliation.usage;

import dev.toktra.reconciliation.usage.Settled.Share;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes what settling left, as settling does. */
final class SettledTables {

    private final Tables tables;
    private final Company company;

    SettledTables(Tables tables, Company company) {
        this.tables = tables;
        this.company = company;
    }

    void fill() throws SQLException {
        Settled settled = company.settled;
        for (Map.Entry<String, String> name : settled.names().entrySet()) {
            String[] key = name.getKey().split("\\|");
            tables.update("insert into model_name values (?, ?, ?, ?)", company.org, key[0], key[1], name.getValue());
        }
        for (Map.Entry<String, Settled.Factor> factor : settled.factors().entrySet()) {
            String[] key = factor.getKey().split("\\|");
            BigDecimal input = new BigDecimal(factor.getValue().input());
            BigDecimal output = new BigDecimal(factor.getValue().output());
            tables.update(
                    "insert into calibration_factor values (?, ?, ?, ?, 'agent/1', ?, ?, ?, ?, ?, ?, 20, now())",
                    company.org,
                    key[0],
                    key[1],
                    key[2],
                    input,
                    input,
                    input,
                    output,
                    output,
                    output);
        }
        for (Map.Entry<String, Map<Instant, String>> provider : settled.states().entrySet()) {
            hours(provider.getKey(), provider.getValue());
        }
        cells();
        shares(settled.sharesOfAllHours());
        days(settled.shares().toList());
    }

    private void hours(String provider, Map<Instant, String> states) throws SQLException {
        Set<LocalDate> days = new TreeSet<>();
        tables.update(
                "insert into settled_hour select ?::uuid, ?, unnest(?::timestamptz[]), unnest(?::text[])",
                company.org,
                provider,
                states.keySet().stream().map(Instant::toString).toArray(String[]::new),
                states.values().toArray(String[]::new));
        for (Instant hour : states.keySet()) {
            days.add(LocalDate.ofInstant(hour, company.zone));
            days.add(LocalDate.ofInstant(hour.plusSeconds(3599), company.zone));
        }
        for (LocalDate day : days) {
            boolean whole = company.settled.isWhole(provider, day);
            if (whole || company.settled.isMixed(provider, day)) {
                tables.update("insert into settled_day values (?, ?, ?, ?)", company.org, provider, day, whole);
            }
        }
    }

    private void cells() throws SQLException {
        for (Share share : company.settled.sharesOfAllHours()) {
            boolean reconciled = "reconciled".equals(company.settled.state(share.provider(), share.hour()));
            tables.update(
                    "insert into settled_cell (org_id, provider, hour, model, state, device_input, device_output,"
                            + " device_requests) values (?, ?, ?, ?, ?, 0, 0, 0) on conflict do nothing",
                    company.org,
                    share.provider(),
                    at(share.hour()),
                    share.model(),
                    !reconciled ? "provisional" : share.restated() ? "restated" : "reconciled");
        }
    }

    private static OffsetDateTime at(Instant hour) {
        return OffsetDateTime.ofInstant(hour, ZoneOffset.UTC);
    }

    /** Every share has a tier of its own, so that none are the same. */
    private void shares(List<Share> shares) throws SQLException {
        int number = 0;
        for (Share share : shares) {
            tables.update(
                    "insert into settled_share (org_id, provider, hour, day, model, subject, unit_id, application,"
                            + " attribution, tier, input, output, fresh_input, requests, cost)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, 'exact', ?, ?, ?, ?, ?, ?)",
                    company.org,
                    share.provider(),
                    at(share.hour()),
                    share.day(),
                    share.model(),
                    subject(share),
                    unit(share),
                    share.application(),
                    "tier" + number++,
                    share.input(),
                    share.output(),
                    share.fresh(),
                    share.requests(),
                    share.cost());
        }
    }

    private void days(List<Share> shares) throws SQLException {
        Map<List<Object>, Share> sums = new LinkedHashMap<>();
        Map<List<Object>, Long> unpriced = new LinkedHashMap<>();
        for (Share share : shares) {
            List<Object> key = List.of(
                    share.day(),
                    share.provider(),
                    share.model(),
                    share.person(),
                    share.unit(),
                    share.application(),
                    share.restated());
            sums.merge(key, share, SettledTables::plus);
            unpriced.merge(key, share.cost() == null ? share.input() + share.output() : 0, Long::sum);
        }
        for (Map.Entry<List<Object>, Share> sum : sums.entrySet()) {
            day(sum.getValue(), unpriced.get(sum.getKey()));
        }
    }

    private void day(Share share, @Nullable Long unpriced) throws SQLException {
        tables.update(
                "insert into settled_daily values (?, ?, ?, ?, ?, ?, ?, 'exact', ?, ?, ?, ?, null, null, ?, ?, ?)",
                company.org,
                share.day(),
                share.provider(),
                share.model(),
                subject(share),
                unit(share),
                share.application(),
                share.restated() ? "restated" : "reconciled",
                share.input(),
                share.output(),
                share.fresh(),
                share.requests(),
                share.cost(),
                unpriced);
    }

    private static Share plus(Share one, Share other) {
        return new Share(
                one.hour(),
                one.day(),
                one.provider(),
                one.model(),
                one.person(),
                one.unit(),
                one.application(),
                one.restated(),
                one.input() + other.input(),
                one.output() + other.output(),
                plus(one.fresh(), other.fresh()),
                plus(one.requests(), other.requests()),
                one.cost() == null
                        ? other.cost()
                        : other.cost() == null ? one.cost() : one.cost().add(other.cost()));
    }

    private static @Nullable Long plus(@Nullable Long one, @Nullable Long other) {
        return one == null || other == null ? null : (Long) (one + other);
    }

    private String subject(Share share) {
        return share.person() == Settled.UNATTRIBUTED
                ? "unattributed"
                : company.id(company.people, share.person(), "unknown");
    }

    private @Nullable UUID unit(Share share) {
        int unit = share.unit();
        return unit < 0
                ? null
                : unit < Settled.TEAMS ? company.departments.get(unit) : company.teams.get(unit - Settled.TEAMS);
    }
}
