package dev.toktra.reconciliation.settling.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.events.TokenCounts;
import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.pricing.ServiceTier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SettlementTest {

    private static final UUID ADA = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    private static final UUID BOB = UUID.fromString("00000000-0000-0000-0000-00000000000b");
    private static final UUID SALES = UUID.fromString("00000000-0000-0000-0000-0000000000d1");

    @Test
    void equalRemaindersGoToTheEarlierPart() {
        assertThat(LargestRemainder.split(10, 1, 1, 1)).containsExactly(4, 3, 3);
        assertThat(LargestRemainder.split(11, 1, 1, 1)).containsExactly(4, 4, 3);
        assertThat(LargestRemainder.split(7, 50, 30, 20)).containsExactly(4, 2, 1);
        assertThat(LargestRemainder.split(0, 0, 0)).containsExactly(0, 0);
    }

    @Test
    void totalsNearTheEndOfLongsAreDividedExactly() {
        long[] parts = LargestRemainder.split(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 1, 3);
        assertThat(Arrays.stream(parts).sum()).isEqualTo(Long.MAX_VALUE);
        assertThat(parts[0] - parts[1]).isBetween(0L, 1L);
        assertThatThrownBy(() -> LargestRemainder.split(1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LargestRemainder.split(1, 2, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatTheProviderNamesGoesThereWhateverDevicesSaw() {
        List<Share> shares = Settlement.of(
                List.of(figure(1000, 100, new Owner.Person(ADA), Attribution.EXACT)), List.of(seen(BOB, 1000, 100)));
        assertThat(shares)
                .containsExactly(new Share(
                        ADA.toString(), null, "unknown", Attribution.EXACT, ServiceTier.STANDARD, counts(1000, 100)));
    }

    @Test
    void anAllocatedTotalIsSharedInProportion() {
        List<Share> shares = Settlement.of(List.of(open(1000, 100)), List.of(seen(ADA, 750, 30), seen(BOB, 250, 70)));
        assertThat(shares)
                .containsExactly(
                        new Share(
                                ADA.toString(),
                                null,
                                "vscode",
                                Attribution.ALLOCATED,
                                ServiceTier.STANDARD,
                                counts(750, 30)),
                        new Share(
                                BOB.toString(),
                                null,
                                "vscode",
                                Attribution.ALLOCATED,
                                ServiceTier.STANDARD,
                                counts(250, 70)));
    }

    @Test
    void tiersDrawOnTheSameEstimatesAndAreToldApart() {
        List<ProviderFigure> figures = List.of(
                new ProviderFigure(counts(600, 0), ServiceTier.BATCH, null, Attribution.ALLOCATED), open(700, 0));
        assertThat(Settlement.of(figures, List.of(seen(ADA, 1000, 0))))
                .containsExactly(
                        new Share(
                                ADA.toString(),
                                null,
                                "vscode",
                                Attribution.ALLOCATED,
                                ServiceTier.STANDARD,
                                counts(700, 0)),
                        new Share(
                                ADA.toString(),
                                null,
                                "vscode",
                                Attribution.ALLOCATED,
                                ServiceTier.BATCH,
                                counts(300, 0)),
                        new Share(
                                "unattributed",
                                null,
                                "unknown",
                                Attribution.UNATTRIBUTED,
                                ServiceTier.BATCH,
                                counts(300, 0)));
    }

    @Test
    void whatNoDeviceSawStaysUnattributed() {
        List<Share> shares = Settlement.of(List.of(open(5000, 900)), List.of(seen(ADA, 1000, 100)));
        assertThat(shares)
                .containsExactly(
                        new Share(
                                ADA.toString(),
                                null,
                                "vscode",
                                Attribution.ALLOCATED,
                                ServiceTier.STANDARD,
                                counts(1000, 100)),
                        new Share(
                                "unattributed",
                                null,
                                "unknown",
                                Attribution.UNATTRIBUTED,
                                ServiceTier.STANDARD,
                                counts(4000, 800)));
    }

    @Test
    void whoHasTheirShareAlreadyGetsNoneOfTheRest() {
        List<Share> shares = Settlement.of(
                List.of(figure(1000, 100, new Owner.Person(ADA), Attribution.EXACT), open(400, 40)),
                List.of(seen(ADA, 1000, 100), seen(BOB, 500, 50)));
        assertThat(sum(shares, ADA)).isEqualTo(counts(1000, 100));
        assertThat(sum(shares, BOB)).isEqualTo(counts(400, 40));
    }

    @Test
    void aDepartmentsKeyIsSharedAmongItsPeople() {
        Seen inSales = new Seen(BOB.toString(), "crm", Set.of(SALES), tokens(300, 30), tokens(300, 30), 0);
        List<Share> shares = Settlement.of(
                List.of(figure(900, 20, new Owner.Unit(SALES), Attribution.MAPPED)),
                List.of(seen(ADA, 1000, 100), inSales));
        assertThat(shares)
                .containsExactly(
                        new Share(
                                BOB.toString(), null, "crm", Attribution.MAPPED, ServiceTier.STANDARD, counts(300, 20)),
                        new Share(
                                "unattributed",
                                SALES,
                                "unknown",
                                Attribution.UNATTRIBUTED,
                                ServiceTier.STANDARD,
                                counts(600, 0)));
    }

    @Test
    void aPersonsFigureIsDividedOverTheirPrograms() {
        Seen editor = new Seen(ADA.toString(), "vscode", Set.of(), tokens(300, 10), tokens(300, 10), 3);
        Seen terminal = new Seen(ADA.toString(), "codex", Set.of(), tokens(100, 30), tokens(100, 30), 1);
        List<Share> shares = Settlement.of(
                List.of(new ProviderFigure(
                        new Counts(800, 80, 500L, 300L, 0L, 0L, 8L),
                        ServiceTier.STANDARD,
                        new Owner.Person(ADA),
                        Attribution.KEY_OWNER)),
                List.of(editor, terminal));
        assertThat(shares)
                .containsExactly(
                        new Share(
                                ADA.toString(),
                                null,
                                "vscode",
                                Attribution.KEY_OWNER,
                                ServiceTier.STANDARD,
                                new Counts(600, 20, 375L, 225L, 0L, 0L, 6L)),
                        new Share(
                                ADA.toString(),
                                null,
                                "codex",
                                Attribution.KEY_OWNER,
                                ServiceTier.STANDARD,
                                new Counts(200, 60, 125L, 75L, 0L, 0L, 2L)));
    }

    @Test
    void sharesSumToTheProvidersTotalWhateverComesTogether() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 3000; round++) {
            boolean kinds = random.nextBoolean();
            List<ProviderFigure> figures = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                figures.add(figure(random, kinds));
            }
            List<Seen> seen = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                seen.add(seen(random));
            }
            List<Share> shares = Settlement.of(figures, seen);
            String as = "seed " + seed + " round " + round;
            assertThat(total(shares, Share::counts)).as(as).isEqualTo(total(figures, ProviderFigure::counts));
            for (ServiceTier tier : ServiceTier.values()) {
                assertThat(total(of(tier, shares, Share::tier), Share::counts))
                        .as(as)
                        .isEqualTo(total(of(tier, figures, ProviderFigure::tier), ProviderFigure::counts));
            }
            assertThat(Settlement.of(figures, seen)).as(as).isEqualTo(shares);
        }
    }

    private static ProviderFigure figure(Random random, boolean kinds) {
        Counts counts = counts(random, kinds);
        ServiceTier tier = ServiceTier.values()[random.nextInt(3)];
        return switch (random.nextInt(4)) {
            case 0 -> new ProviderFigure(counts, tier, new Owner.Person(person(random)), Attribution.EXACT);
            case 1 -> new ProviderFigure(counts, tier, new Owner.Person(person(random)), Attribution.KEY_OWNER);
            case 2 -> new ProviderFigure(counts, tier, new Owner.Unit(SALES), Attribution.MAPPED);
            default -> new ProviderFigure(counts, tier, null, Attribution.ALLOCATED);
        };
    }

    private static Counts counts(Random random, boolean kinds) {
        long fresh = random.nextInt(1_000_000);
        long read = random.nextBoolean() ? 0 : random.nextInt(1_000_000);
        long write = random.nextBoolean() ? 0 : random.nextInt(1_000);
        long output = random.nextInt(50_000);
        return kinds
                ? new Counts(fresh + read + write, output, fresh, read, write, write / 2, (long) random.nextInt(50))
                : Counts.of(fresh + read + write, output, null);
    }

    private static Seen seen(Random random) {
        long fresh = random.nextInt(3) == 0 ? 0 : random.nextInt(500_000);
        TokenCounts tokens = new TokenCounts(fresh, random.nextInt(2) * 1000L, 0, random.nextInt(20_000), 0);
        TokenCounts ceiling = new TokenCounts(fresh + fresh / 10, tokens.cacheRead(), 5, tokens.output() + 9, 0);
        Set<UUID> units = random.nextBoolean() ? Set.of(SALES) : Set.of();
        String application = random.nextBoolean() ? "vscode" : "codex";
        return new Seen(person(random).toString(), application, units, tokens, ceiling, random.nextInt(30));
    }

    private static UUID person(Random random) {
        return random.nextBoolean() ? ADA : BOB;
    }

    private static <T> List<T> of(ServiceTier tier, List<T> parts, Function<T, ServiceTier> tiers) {
        return parts.stream().filter(part -> tiers.apply(part) == tier).toList();
    }

    private static <T> @Nullable Counts total(List<T> parts, Function<T, Counts> counts) {
        return parts.stream()
                .map(counts)
                .filter(one -> one.input() > 0 || one.output() > 0 || one.requests() != null && one.requests() > 0)
                .reduce(Counts::plus)
                .orElse(null);
    }

    private static Counts sum(List<Share> shares, UUID person) {
        return shares.stream()
                .filter(share -> share.subject().equals(person.toString()))
                .map(Share::counts)
                .reduce(Counts::plus)
                .orElseThrow();
    }

    private static ProviderFigure open(long input, long output) {
        return new ProviderFigure(counts(input, output), ServiceTier.STANDARD, null, Attribution.ALLOCATED);
    }

    private static ProviderFigure figure(long input, long output, Owner owner, Attribution by) {
        return new ProviderFigure(counts(input, output), ServiceTier.STANDARD, owner, by);
    }

    private static Counts counts(long input, long output) {
        return Counts.of(input, output, null);
    }

    private static Seen seen(UUID person, long input, long output) {
        return new Seen(person.toString(), "vscode", Set.of(), tokens(input, output), tokens(input, output), 0);
    }

    private static TokenCounts tokens(long input, long output) {
        return new TokenCounts(input, 0, 0, output, 0);
    }
}
