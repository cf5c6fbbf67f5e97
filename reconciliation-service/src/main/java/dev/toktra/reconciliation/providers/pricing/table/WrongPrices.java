package dev.toktra.reconciliation.providers.pricing.table;

/** A list of prices that cannot be used; the message says where and why. */
final class WrongPrices extends RuntimeException {

    private static final long serialVersionUID = 1;

    WrongPrices(String message) {
        super(message);
    }
}
