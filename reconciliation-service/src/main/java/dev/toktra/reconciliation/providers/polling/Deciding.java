package dev.toktra.reconciliation.providers.polling;

import dev.toktra.reconciliation.providers.polling.Harvest.Nothing;
import dev.toktra.reconciliation.providers.polling.Harvest.Rows;
import dev.toktra.reconciliation.providers.polling.deciding.Next;
import dev.toktra.reconciliation.providers.polling.deciding.Plan;
import dev.toktra.reconciliation.providers.polling.deciding.PollRules;
import dev.toktra.reconciliation.providers.polling.deciding.Progress;
import dev.toktra.reconciliation.providers.polling.deciding.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** Brings claims and harvests before those who decide. */
record Deciding(PollRules rules, RandomGenerator random) {

    Next next(Claim claim, Harvest harvest, Instant now) {
        if (claim.step() instanceof Step.Read read) {
            Plan plan = Objects.requireNonNull(claim.plan());
            return harvest instanceof Rows rows
                    ? plan.complete(claim.progress(), read, claim.began(), rows.delay())
                    : plan.failed(claim.progress(), read, ((Nothing) harvest).trouble(), now);
        }
        if (harvest instanceof Nothing nothing) {
            return Plan.waits(rules, claim.progress(), nothing.trouble(), now, random);
        }
        Duration every = rules.pace().names();
        Progress done = new Progress(null, null, null, 0, claim.began());
        return new Next(done, claim.began().plus(every), null, false, List.of(), null);
    }
}
