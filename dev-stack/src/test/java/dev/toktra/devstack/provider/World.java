package dev.toktra.devstack.provider;

import dev.toktra.devstack.provider.book.CodingDay;
import dev.toktra.devstack.provider.book.Figure;
import dev.toktra.devstack.provider.book.FigureDraft;
import dev.toktra.devstack.provider.names.Account;
import dev.toktra.devstack.provider.names.ApiKey;
import dev.toktra.devstack.provider.names.Deployment;
import dev.toktra.devstack.provider.names.Names;
import dev.toktra.devstack.provider.names.Project;
import dev.toktra.devstack.provider.names.Provider;
import dev.toktra.devstack.provider.names.User;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** A simulator at a fixed instant with one person, one service account and one hour of use at each provider. */
final class World implements AutoCloseable {

    static final Instant HOUR = Instant.parse("2026-11-20T10:00:00Z");
    static final Instant DAY = Instant.parse("2026-11-20T00:00:00Z");
    static final Instant NOW = Instant.parse("2026-11-22T12:30:00Z");
    static final String ACCOUNT =
            "/subscriptions/sub-1/resourceGroups/ai/providers/Microsoft.CognitiveServices/accounts/one";
    static final String METRICS = ACCOUNT + "/providers/Microsoft.Insights/metrics";
    static final String SERIES = "/v3/projects/vertex-1/timeSeries";
    static final String TOKEN_COUNT = "metric.type=\"aiplatform.googleapis.com/publisher/online_serving/token_count\"";

    final ProviderSimulator simulator = ProviderSimulator.start(Clock.fixed(NOW, ZoneOffset.UTC));
    final Asking asking = new Asking(simulator);

    World() {
        names(simulator.book().names());
        put(Figure.of(Provider.OPENAI, HOUR, "gpt-4o-2024-08-06")
                .user("user-1")
                .key("key_1")
                .project("proj_1"));
        put(Figure.of(Provider.ANTHROPIC, HOUR, "claude-opus-5")
                .user("user_1")
                .key("apikey_1")
                .project("wrkspc_1"));
        put(Figure.of(Provider.AZURE_OPENAI, HOUR, "gpt-4o").project("one").deployment("turbo"));
        put(Figure.of(Provider.GCP_VERTEX, HOUR, "gemini-2.5-pro").project("vertex-1"));
        simulator.book().coding(coding("one@example.org"));
    }

    private void put(FigureDraft draft) {
        Figure figure = draft.tokens(1000, 300).cached(400, 50, 25).requests(7).figure();
        simulator.book().put(figure.provider(), HOUR, List.of(figure));
    }

    private static void names(Names names) {
        names.add(User.of(Provider.OPENAI, "user-1", "one@example.org"));
        names.add(User.of(Provider.ANTHROPIC, "user_1", "one@example.org"));
        names.add(Project.of(Provider.OPENAI, "proj_1", "First"));
        names.add(Project.of(Provider.ANTHROPIC, "wrkspc_1", "First"));
        names.add(Project.of(Provider.GCP_VERTEX, "vertex-1", "First"));
        names.add(ApiKey.ofUser(Provider.OPENAI, "key_1", "user-1", "proj_1"));
        names.add(ApiKey.ofServiceAccount(Provider.OPENAI, "key_2", "svc_acct_1", "proj_1"));
        names.add(ApiKey.ofUser(Provider.ANTHROPIC, "apikey_1", "user_1", "wrkspc_1"));
        names.add(Account.of("sub-1", "one"));
        names.add(Deployment.of("one", "turbo", "gpt-4o"));
        names.add(Deployment.of("one", "opus", "claude-opus-5"));
    }

    static CodingDay coding(String email) {
        return new CodingDay(
                LocalDate.parse("2026-11-20"),
                email,
                null,
                "api",
                "enterprise",
                "vscode",
                null,
                new CodingDay.Work(3, 100, 20, 4, 1, 40, 5),
                List.of(new CodingDay.ModelUse("claude-opus-5", 1000, 300, 400, 75, 141)));
    }

    void at(String instant) {
        simulator.clock().set(Optional.of(Instant.parse(instant)));
    }

    /** OpenAI's completions of the day, one bucket a day. */
    Reply openAiDay(String... more) {
        return asking.openai(
                "/organization/usage/completions", joined(more, "start_time", "1795132800", "end_time", "1795219200"));
    }

    Reply anthropicDay(String... more) {
        return asking.anthropic(
                "/v1/organizations/usage_report/messages",
                joined(more, "starting_at", "2026-11-20T00:00:00Z", "ending_at", "2026-11-21T00:00:00Z"));
    }

    Reply azureDay(String... more) {
        return asking.azure(
                METRICS,
                joined(
                        more,
                        "api-version",
                        "2023-10-01",
                        "timespan",
                        "2026-11-20T00:00:00Z/2026-11-21T00:00:00Z",
                        "interval",
                        "PT1H",
                        "aggregation",
                        "Total"));
    }

    Reply gcpDay(String... more) {
        return asking.gcp(
                SERIES,
                joined(
                        more,
                        "filter",
                        TOKEN_COUNT,
                        "interval.startTime",
                        "2026-11-20T00:00:00Z",
                        "interval.endTime",
                        "2026-11-21T00:00:00Z",
                        "aggregation.alignmentPeriod",
                        "3600s",
                        "aggregation.perSeriesAligner",
                        "ALIGN_SUM"));
    }

    /** What the provider answers about the day. */
    Reply day(Provider provider, String... more) {
        return switch (provider) {
            case OPENAI -> openAiDay(more);
            case ANTHROPIC -> anthropicDay(more);
            case AZURE_OPENAI -> azureDay(joined(more, "metricnames", "InputTokens,OutputTokens"));
            case GCP_VERTEX -> gcpDay(more);
        };
    }

    /** The name of what {@link #day} asks. */
    static String endpoint(Provider provider) {
        return switch (provider) {
            case OPENAI -> "usage/completions";
            case ANTHROPIC -> "usage_report/messages";
            case AZURE_OPENAI -> "metrics";
            case GCP_VERTEX -> "timeSeries";
        };
    }

    static String[] joined(String[] more, String... usual) {
        String[] all = new String[usual.length + more.length];
        System.arraycopy(usual, 0, all, 0, usual.length);
        System.arraycopy(more, 0, all, usual.length, more.length);
        return all;
    }

    @Override
    public void close() {
        simulator.close();
    }
}
