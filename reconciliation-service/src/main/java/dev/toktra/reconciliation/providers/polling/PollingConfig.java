package dev.toktra.reconciliation.providers.polling;

import dev.toktra.reconciliation.providers.polling.deciding.PollRules;
import dev.toktra.reconciliation.providers.polling.deciding.PollRules.Grace;
import dev.toktra.reconciliation.providers.polling.deciding.PollRules.Pace;
import dev.toktra.reconciliation.providers.polling.deciding.PollRules.Reach;
import dev.toktra.reconciliation.providers.polling.deciding.PollRules.Retry;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often and how far providers are read. */
@ConfigMapping(prefix = "toktra.polling")
public interface PollingConfig {

    /** Between two looks for what is due, off for none. */
    @WithDefault("5s")
    String every();

    /** How many connections this replica reads at a time. */
    @WithDefault("4")
    int atOnce();

    /** How long a reader holds a connection, and so how long one that died is waited for. */
    @WithDefault("5m")
    Duration lease();

    /** How long one window may take, opening the connection included: longer than calls may take, shorter than the lease. */
    @WithDefault("4m")
    Duration readWithin();

    /** How far back the frequent reads go: figures of three days are still restated. */
    @WithDefault("72h")
    Duration recent();

    /** How far back the daily read goes: after it figures hold. */
    @WithDefault("35d")
    Duration deep();

    /** How far back a new connection reads at first; 13 months at most. */
    @WithDefault("90d")
    Duration backfill();

    /** Between two recent reads of Azure and GCP, whose metrics are minutes old. */
    @WithDefault("15m")
    Duration quickEvery();

    /** Between two recent reads of OpenAI and Anthropic. */
    @WithDefault("1h")
    Duration slowEvery();

    /** Between two deep reads. */
    @WithDefault("1d")
    Duration deepEvery();

    /** Between two reads of the names behind ids. */
    @WithDefault("6h")
    Duration namesEvery();

    /** The wait after a first failure that may pass; doubled with each further one. */
    @WithDefault("1m")
    Duration retryFirst();

    /** The longest wait after failures that may pass. */
    @WithDefault("1h")
    Duration retryMost();

    /** The wait after a first refusal that only an administrator can mend; doubled with each further one. */
    @WithDefault("1h")
    Duration refusedFirst();

    /** The longest wait after such refusals; a changed connection is tried at once. */
    @WithDefault("6h")
    Duration refusedMost();

    /** The longest that a provider may ask to be left alone. */
    @WithDefault("24h")
    Duration retryAfterMost();

    /** How long OpenAI's figures may still change after their hour. */
    @WithDefault("24h")
    Duration graceOpenai();

    /** How long Anthropic's figures may still change after their hour. */
    @WithDefault("6h")
    Duration graceAnthropic();

    /** How long Azure's figures may still change after their hour. */
    @WithDefault("2h")
    Duration graceAzure();

    /** The same for GCP where it does not say its own delay; to which an hour is added. */
    @WithDefault("2h")
    Duration graceVertex();

    /** How long after a first complete read without it a figure is retracted by a second one. */
    @WithDefault("1h")
    Duration retraction();

    /** How long runs are kept that found nothing new. */
    @WithDefault("35d")
    Duration keepRuns();

    /** How long runs are kept that failed, left rows out or changed figures. */
    @WithDefault("90d")
    Duration keepTellingRuns();

    /** Between two looks for older runs, off for none. */
    @WithDefault("6h")
    String cleanEvery();

    /** The numbers as those who decide take them. */
    default PollRules rules() {
        return new PollRules(
                new Reach(recent(), deep(), backfill()),
                new Pace(quickEvery(), slowEvery(), deepEvery(), namesEvery()),
                new Retry(retryFirst(), retryMost(), refusedFirst(), refusedMost(), retryAfterMost()),
                new Grace(graceOpenai(), graceAnthropic(), graceAzure(), graceVertex(), retraction()));
    }
}
