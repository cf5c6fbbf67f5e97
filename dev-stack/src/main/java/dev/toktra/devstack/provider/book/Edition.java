package dev.toktra.devstack.provider.book;

import java.time.Instant;
import java.util.List;

/** What an hour holds from an instant on: a restatement changes a figure, a retraction lacks one, a late row adds one. */
public record Edition(Instant from, List<Figure> figures) {

    public Edition {
        figures = List.copyOf(figures);
    }
}
