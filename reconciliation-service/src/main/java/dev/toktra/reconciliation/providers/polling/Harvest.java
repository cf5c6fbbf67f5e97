package dev.toktra.reconciliation.providers.polling;

import dev.toktra.reconciliation.providers.Names;
import dev.toktra.reconciliation.providers.Trouble;
import dev.toktra.reconciliation.providers.polling.deciding.Figure;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of reading what was claimed. */
sealed interface Harvest {

    /** All of a window. */
    record Rows(
            List<Figure> figures,
            int pages,
            int dropped,
            List<String> remarks,
            @Nullable Duration delay) implements Harvest {}

    /** The names as they are now. */
    record NamesNow(Names names, List<String> remarks) implements Harvest {}

    /** Nothing, and why. */
    record Nothing(Trouble trouble) implements Harvest {}
}
