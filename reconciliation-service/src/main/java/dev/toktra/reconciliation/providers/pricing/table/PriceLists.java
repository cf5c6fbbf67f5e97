package dev.toktra.reconciliation.providers.pricing.table;

import dev.toktra.reconciliation.providers.pricing.PriceBook;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The prices that come with the service, and those that the operator put in their place.
 *
 * @param own the operator's, null where there are none
 */
record PriceLists(PriceBook shipped, @Nullable PriceBook own) {

    private static final String SHIPPED = "/prices/prices.json";

    /**
     * Reads both lists.
     *
     * @throws WrongPrices where one cannot be used
     */
    static PriceLists read(Optional<Path> file) {
        return new PriceLists(shippedBook(), file.map(PriceLists::ownBook).orElse(null));
    }

    /** What holds: the operator's prices before those of the service. */
    PriceBook book() {
        return own == null ? shipped : shipped.overriddenBy(own);
    }

    static PriceBook shippedBook() {
        try (InputStream list = PriceLists.class.getResourceAsStream(SHIPPED)) {
            if (list == null) {
                throw new WrongPrices("The service came without " + SHIPPED + ".");
            }
            return PriceListMapper.read("prices.json", list);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PriceBook ownBook(Path file) {
        try (InputStream list = Files.newInputStream(file)) {
            return PriceListMapper.read(file.toString(), list);
        } catch (IOException e) {
            throw new WrongPrices("The list of prices " + file + " cannot be read: " + e.getMessage());
        }
    }
}
