package dev.toktra.devstack.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.provider.book.Amounts;
import dev.toktra.devstack.provider.book.Book;
import dev.toktra.devstack.provider.book.BookHour;
import dev.toktra.devstack.provider.book.Cause;
import dev.toktra.devstack.provider.names.Provider;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the book holds in the end by provider, UTC day and model, and why devices saw something else. */
final class Truth {

    private final Book book;

    Truth(Book book) {
        this.book = book;
    }

    private record Place(Provider provider, LocalDate day, String model) implements Comparable<Place> {

        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::provider).thenComparing(Place::day).thenComparing(Place::model);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private record Difference(long input, long output, long requests) {

        Difference plus(Difference more) {
            return new Difference(input + more.input, output + more.output, requests + more.requests);
        }
    }

    private record Sum(Amounts amounts, SortedMap<String, Difference> causes) {

        static Sum none() {
            return new Sum(Amounts.NONE, new TreeMap<>());
        }

        Sum plus(Amounts more) {
            return new Sum(amounts.plus(more), causes);
        }

        Sum because(Cause cause) {
            causes.merge(
                    cause.cause(), new Difference(cause.input(), cause.output(), cause.requests()), Difference::plus);
            return this;
        }
    }

    JsonNode json() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode days = body.putArray("days");
        sums().forEach((place, sum) -> row(days.addObject(), place, sum));
        return body;
    }

    private SortedMap<Place, Sum> sums() {
        SortedMap<Place, Sum> sums = new TreeMap<>();
        for (Provider provider : Provider.values()) {
            book.hours(provider).forEach((hour, page) -> add(sums, provider, hour, page));
        }
        return sums;
    }

    private static void add(SortedMap<Place, Sum> sums, Provider provider, Instant hour, BookHour page) {
        LocalDate day = hour.atZone(ZoneOffset.UTC).toLocalDate();
        page.last()
                .forEach(figure -> sums.compute(
                        new Place(provider, day, figure.model()),
                        (place, sum) ->
                                Optional.ofNullable(sum).orElseGet(Sum::none).plus(figure.amounts())));
        page.causes()
                .forEach(cause -> sums.compute(
                        new Place(
                                provider,
                                day,
                                Optional.ofNullable(cause.model()).orElse("")),
                        (place, sum) ->
                                Optional.ofNullable(sum).orElseGet(Sum::none).because(cause)));
    }

    private static void row(ObjectNode row, Place place, Sum sum) {
        Amounts amounts = sum.amounts();
        row.put("provider", place.provider().word())
                .put("day", place.day().toString())
                .put("model", place.model())
                .put("input", amounts.input())
                .put("output", amounts.output())
                .put("fresh", amounts.fresh())
                .put("cache_read", amounts.cacheRead())
                .put("cache_write_5m", amounts.cacheWrite5m())
                .put("cache_write_1h", amounts.cacheWrite1h())
                .put("requests", amounts.requests());
        ArrayNode causes = row.putArray("causes");
        for (Map.Entry<String, Difference> cause : sum.causes().entrySet()) {
            causes.addObject()
                    .put("cause", cause.getKey())
                    .put("input", cause.getValue().input())
                    .put("output", cause.getValue().output())
                    .put("requests", cause.getValue().requests());
        }
    }
}
