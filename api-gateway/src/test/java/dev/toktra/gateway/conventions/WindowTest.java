package dev.toktra.gateway.conventions;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
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

    private static Window after(Listing<UUID> page) {
        return new Window(3, Window.idOf(requireNonNull(page.nextCursor())));
    }

    @Test
    void pagesHoldEachItemOnce() {
        Listing<UUID> first = page(new Window(3, null));
        Listing<UUID> second = page(after(first));
        Listing<UUID> last = page(after(second));

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
        assertThat(page(new Window(7, null)).hasMore()).isFalse();
    }

    @Test
    void onlyTheWholeListIsWhole() {
        assertThat(Window.ALL.isWhole()).isTrue();
        assertThat(new Window(100, null).isWhole()).isFalse();
        assertThat(page(Window.ALL).items()).isEqualTo(IDS);
    }

    @Test
    void cursorThatWasNotMadeHereIsRefused() {
        String made = requireNonNull(page(new Window(3, null)).nextCursor());
        assertThat(Window.idOf(made)).isEqualTo(IDS.get(2));

        String shortened =
                Base64.getUrlEncoder().withoutPadding().encodeToString("0-0-1-0-3".getBytes(StandardCharsets.US_ASCII));
        for (String cursor : List.of("", "x", "!!!", "MQ", made + "=", made.substring(1), shortened)) {
            assertThatThrownBy(() -> Window.idOf(cursor))
                    .as(cursor)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("must be the next_cursor of an earlier answer");
        }
    }
}
