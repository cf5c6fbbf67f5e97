package dev.toktra.reconciliation.providers.polling;

import dev.toktra.reconciliation.providers.Access;
import dev.toktra.reconciliation.providers.CodingActivityClient;
import dev.toktra.reconciliation.providers.NamesRead;
import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.ProviderCostClient;
import dev.toktra.reconciliation.providers.ProviderUsageClient;
import dev.toktra.reconciliation.providers.Source;
import dev.toktra.reconciliation.providers.Window;
import dev.toktra.reconciliation.providers.WindowRead;
import dev.toktra.reconciliation.providers.polling.Claim.Slot;
import dev.toktra.reconciliation.providers.polling.Harvest.NamesNow;
import dev.toktra.reconciliation.providers.polling.Harvest.Nothing;
import dev.toktra.reconciliation.providers.polling.Harvest.Rows;
import dev.toktra.reconciliation.providers.polling.deciding.Figure;
import dev.toktra.reconciliation.providers.polling.deciding.Figures;
import dev.toktra.reconciliation.providers.polling.deciding.Step;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** The clients that there are, and what they read as figures. */
record Clients(List<ProviderUsageClient> usage, List<ProviderCostClient> costs, List<CodingActivityClient> coding) {

    Clients {
        usage = List.copyOf(usage);
        costs = List.copyOf(costs);
        coding = List.copyOf(coding);
    }

    /** The reports that can be read with these clients. */
    List<Source> sources() {
        return Arrays.stream(Source.values()).filter(this::canRead).toList();
    }

    /** The words of the reports that are a provider's usage. */
    static List<String> usageOf(Provider provider) {
        return Source.of(provider).stream()
                .filter(source -> source.kind() == Source.Kind.TOKENS)
                .map(Slot::word)
                .toList();
    }

    private boolean canRead(Source source) {
        return switch (source.kind()) {
            case TOKENS -> usage.stream().anyMatch(client -> client.provider() == source.provider());
            case COSTS -> costs.stream().anyMatch(client -> client.source() == source);
            case CODING -> coding.stream().anyMatch(client -> client.source() == source);
        };
    }

    /** Reads what was claimed. */
    Uni<Harvest> read(Claim claim, Access access) {
        Source source = claim.slot().source();
        if (source == null) {
            return usage(claim.slot().provider()).names(access).map(Clients::harvest);
        }
        Figures figures = new Figures(claim.slot().connectionId(), source);
        Window window = ((Step.Read) claim.step()).window();
        return switch (source.kind()) {
            case TOKENS ->
                usage(source.provider()).counts(access, source, window).map(read -> harvest(read, figures::of));
            case COSTS ->
                costs.stream()
                        .filter(client -> client.source() == source)
                        .findFirst()
                        .orElseThrow()
                        .costs(access, window)
                        .map(read -> harvest(read, figures::of));
            case CODING ->
                coding.stream()
                        .filter(client -> client.source() == source)
                        .findFirst()
                        .orElseThrow()
                        .coding(access, LocalDate.ofInstant(window.start(), ZoneOffset.UTC))
                        .map(read -> harvest(read, figures::of));
        };
    }

    private ProviderUsageClient usage(Provider provider) {
        return usage.stream()
                .filter(client -> client.provider() == provider)
                .findFirst()
                .orElseThrow();
    }

    private static <T> Harvest harvest(WindowRead<T> read, Function<T, Figure> figure) {
        if (read instanceof WindowRead.Failed<T> failed) {
            return new Nothing(failed.trouble());
        }
        WindowRead.Complete<T> complete = (WindowRead.Complete<T>) Objects.requireNonNull(read);
        return new Rows(
                complete.rows().stream().map(figure).toList(),
                complete.pages(),
                complete.droppedRows(),
                complete.remarks(),
                complete.delay());
    }

    private static Harvest harvest(NamesRead read) {
        return read instanceof NamesRead.Complete complete
                ? new NamesNow(complete.names(), complete.remarks())
                : new Nothing(((NamesRead.Failed) read).trouble());
    }
}
