package dev.toktra.gateway.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final List<UUID> IDS =
            LongStream.rangeClosed(1, 7).mapToObj(i -> new UUID(1, i)).toList();

    private static Listing<UUID> page(Window window) {
        List<UUID> found = IDS.stream()
                .filter(id -> id.compareTo(window.afterId()) > 0)
                .limit(window.lookFor())
                .toList();
        return window.listing(found, id -> id, IDS.size());
    }

    @Test
    void pagesHoldEachItemOnce() {
        Listing<UUID> first = page(Window.of("3", null));
        Listing<UUID> second = page(Window.of("3", first.nextCursor()));
        Listing<UUID> last = page(Window.of("3", second.nextCursor()));

        assertThat(first.items()).isEqualTo(IDS.subList(0, 3));
        assertThat(second.items()).isEqualTo(IDS.subList(3, 6));
        assertThat(last.items()).isEqualTo(IDS.subList(6, 7));
        assertThat(first.hasMore()).isTrue();
        assertThat(last.hasMore()).isFalse();
        assertThat(last.nextCursor()).isNull();
        assertThat(first.totalCount()).isEqualTo(7);
    }

    @Test
    void fullLastPageHasNoNext() {
        assertThat(page(Window.of("7", null)).hasMore()).isFalse();
    }

    @Test
    void limitIs25OrWhatIsAskedUpTo100() {
        assertThat(Window.of(null, null).limit()).isEqualTo(25);
        assertThat(Window.of("100", null).limit()).isEqualTo(100);
        for (String limit : new String[] {"0", "101", "-1", "x", "", "1e1", "99999999999999999999"}) {
            assertThatThrownBy(() -> Window.of(limit, null))
                    .isInstanceOfSatisfying(
                            InvalidInput.class,
                            wrong -> assertThat(wrong.faults())
                                    .extracting(InvalidInput.Fault::pointer)
                                    .containsExactly("?limit"));
        }
    }

    @Test
    void madeUpCursorIsRefused() {
        for (String cursor : new String[] {"", "x", "!!!", "MQ"}) {
            assertThatThrownBy(() -> Window.of(null, cursor))
                    .isInstanceOfSatisfying(
                            InvalidInput.class,
                            wrong -> assertThat(wrong.faults())
                                    .extracting(InvalidInput.Fault::pointer)
                                    .containsExactly("?cursor"));
        }
    }
}
