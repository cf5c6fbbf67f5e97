package dev.toktra.reconciliation.usage;

import dev.toktra.events.TokenCounts;
import dev.toktra.reconciliation.usage.Settled.Factor;
import dev.toktra.reconciliation.usage.Settled.Share;
import dev.toktra.reconciliation.usage.answer.Status;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one row of the service's sums holds.
 *
 * @param tokens of devices; null: of a provider
 * @param share of a provider; null: of devices
 * @param factor null: there is none
 */
record OracleRow(
        LocalDate day,
        Instant hour,
        ZoneId zone,
        String provider,
        String model,
        String application,
        int person,
        int department,
        int team,
        Status status,
        long requests,
        @Nullable TokenCounts tokens,
        @Nullable Factor factor,
        @Nullable BigDecimal cost,
        @Nullable Share share) {

    /** Hours have no cost while no price is known for them. */
    static OracleRow of(Company company, Call call, boolean byHour) {
        Settled settled = company.settled;
        String model = settled.canonical(call.provider(), call.model());
        LocalDate day = company.dayOf(call);
        return new OracleRow(
                day,
                call.hour(),
                company.zoneOf(call),
                call.provider(),
                model,
                call.application(),
                company.personOf(call),
                company.departmentOf(call),
                company.teamOf(call),
                byHour ? statusOf(settled, call) : statusOf(settled, call.provider(), day),
                1,
                call.tokens(),
                settled.factor(call.provider(), model, call.tokenSource()),
                byHour ? null : call.cost(),
                null);
    }

    private static Status statusOf(Settled settled, Call call) {
        String state = settled.state(call.provider(), call.hour());
        return state == null ? Status.ESTIMATED : Status.valueOf(state.toUpperCase(Locale.ROOT));
    }

    private static Status statusOf(Settled settled, String provider, LocalDate day) {
        return settled.isWhole(provider, day)
                ? Status.RECONCILED
                : settled.isProvisional(provider, day) ? Status.PROVISIONAL : Status.ESTIMATED;
    }

    static OracleRow of(Company company, Share share) {
        Company.Place place = company.placeOf(share.person(), share.day());
        int unit = share.unit();
        int team = place != null ? place.team() : unit >= Settled.TEAMS ? unit - Settled.TEAMS : -1;
        int department = place != null
                ? place.department()
                : unit >= Settled.TEAMS ? Company.departmentOfTeam(unit - Settled.TEAMS) : unit;
        return new OracleRow(
                share.day(),
                share.hour(),
                company.zoneOn(share.day()),
                share.provider(),
                share.model(),
                share.application(),
                share.person(),
                department,
                team,
                share.restated() ? Status.RESTATED : Status.RECONCILED,
                0,
                null,
                null,
                null,
                share);
    }

    OracleRow plus(OracleRow other) {
        if (tokens == null || other.tokens == null) {
            throw new IllegalArgumentException("shares are not summed");
        }
        return new OracleRow(
                day,
                hour,
                zone,
                provider,
                model,
                application,
                person,
                department,
                team,
                status,
                requests + other.requests,
                tokens.plus(other.tokens),
                factor,
                cost == null || other.cost == null ? null : cost.add(other.cost),
                null);
    }

    boolean settled() {
        return status.compareTo(Status.RESTATED) >= 0;
    }
}
