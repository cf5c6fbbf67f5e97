package dev.toktra.reconciliation.ledger.counting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeqRangesTest {

    @Test
    void rangesHoldExactlyTheNumbersThatWereAdded() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            SeqRanges ranges = SeqRanges.NONE;
            TreeSet<Long> model = new TreeSet<>();
            for (int i = 0; i < 40; i++) {
                long first = 1 + random.nextInt(120);
                SeqRange more = new SeqRange(first, first + random.nextInt(6));
                ranges = ranges.plus(more);
                LongStream.rangeClosed(more.first(), more.last()).forEach(model::add);
                assertSame(seed, ranges, model);
            }
        }
    }

    private static void assertSame(long seed, SeqRanges ranges, TreeSet<Long> model) {
        String name = "seed " + seed;
        for (long seq = 1; seq < 130; seq++) {
            assertThat(ranges.contains(seq)).as(name).isEqualTo(model.contains(seq));
        }
        assertThat(ranges.count()).as(name).isEqualTo(model.size());
        assertThat(ranges.highest()).as(name).isEqualTo(model.last());
        SeqRange middle = new SeqRange(30, 80);
        assertThat(ranges.countIn(middle))
                .as(name)
                .isEqualTo(model.subSet(30L, 81L).size());
        long missing = ranges.gaps().stream().mapToLong(SeqRange::size).sum();
        assertThat(missing).as(name).isEqualTo(model.last() - model.size());
        assertThat(SeqRanges.parse(ranges.toString()).toString()).as(name).isEqualTo(ranges.toString());
    }

    @Test
    void touchingRangesBecomeOne() {
        SeqRanges ranges = SeqRanges.NONE.plus(new SeqRange(1, 3)).plus(new SeqRange(5, 7));
        assertThat(ranges.gaps()).isEqualTo(List.of(new SeqRange(4, 4)));
        assertThat(ranges.plus(new SeqRange(4, 4)).toString()).isEqualTo("{[1,8)}");
        assertThat(ranges.plus(new SeqRange(4, 4)).size()).isEqualTo(1);
    }

    @Test
    void noNumbersAreWrittenAsPostgresDoes() {
        assertThat(SeqRanges.parse("{}").toString()).isEqualTo("{}");
        assertThat(SeqRanges.NONE.highest()).isZero();
    }
}
