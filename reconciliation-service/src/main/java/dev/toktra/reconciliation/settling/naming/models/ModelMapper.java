package dev.toktra.reconciliation.settling.naming.models;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.toktra.reconciliation.settling.naming.ModelNames;
import dev.toktra.reconciliation.settling.naming.ModelNames.Named;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Names of models as requests get them. */
final class ModelMapper {

    private static final String UNKNOWN_CURSOR = "is not one that an earlier page of this list gave";

    private ModelMapper() {}

    /**
     * A name that devices or a provider use.
     *
     * @param by why it is called so
     * @param pattern of the alias that decides
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ModelName")
    record Shown(
            String provider,
            String name,
            String canonical,

            @Schema(enumeration = {"alias", "deployment", "built_in", "itself"})
            String by,

            @Schema(description = "of the alias that decides") @Nullable
            String pattern,

            @Schema(description = "the organisation's day; null: not in the last 30 days") @Nullable
            LocalDate seenByDevicesOn,

            @Schema(description = "the day of UTC; null: not in the last 30 days") @Nullable
            LocalDate countedByProviderOn) {}

    /** A page of names. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ModelNameList")
    record Page(List<Shown> items, @Nullable String nextCursor, boolean hasMore, long totalCount) {}

    /** A name as it is kept. */
    record Name(
            String provider,
            String name,
            @Nullable LocalDate seenByDevicesOn,
            @Nullable LocalDate countedByProviderOn) {}

    /** The last name of a page. */
    record Cursor(String provider, String name) {

        /** Throws IllegalArgumentException for what no page gave. */
        static Cursor parse(String text) {
            String[] parts = decoded(text).split("\n", 2);
            if (parts.length != 2) {
                throw new IllegalArgumentException(UNKNOWN_CURSOR);
            }
            return new Cursor(parts[0], parts[1]);
        }

        private static String decoded(String text) {
            try {
                return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).replace("\0", "");
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(UNKNOWN_CURSOR, e);
            }
        }

        String text() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((provider + "\n" + name).getBytes(StandardCharsets.UTF_8));
        }
    }

    static Page page(ModelStore.Listing found, int limit) {
        boolean more = found.names().size() > limit;
        List<Shown> items = found.names().stream()
                .limit(limit)
                .map(name -> shown(name, found.models()))
                .toList();
        String next = more
                ? new Cursor(
                                items.get(limit - 1).provider(),
                                items.get(limit - 1).name())
                        .text()
                : null;
        return new Page(items, next, more, found.total());
    }

    private static Shown shown(Name name, ModelNames models) {
        Named named = models.named(name.provider(), name.name());
        return new Shown(
                name.provider(),
                name.name(),
                named.canonical(),
                named.by().name().toLowerCase(Locale.ROOT),
                named.pattern(),
                name.seenByDevicesOn(),
                name.countedByProviderOn());
    }
}
