package dev.toktra.reconciliation.providers.pricing.check;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A provider's bill of a day, as far as it is of what is asked for.
 *
 * @param split whether it tells that apart from the rest at all; else it has no items
 */
record Bill(List<BilledItem> items, boolean split) {

    /** Of some people: providers bill nobody by name. */
    static final Bill OF_EVERYBODY = new Bill(List.of(), false);

    static Bill whole(List<BilledItem> items) {
        return new Bill(items, true);
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** The part of one model, or all of it for null; nothing where other models are billed only. */
    Optional<Bill> of(@Nullable String model) {
        if (model == null) {
            return Optional.of(this);
        }
        if (items.stream().allMatch(item -> item.billedModel().isEmpty())) {
            return Optional.of(new Bill(List.of(), false));
        }
        List<BilledItem> own = items.stream()
                .filter(item -> item.billedModel().equals(Optional.of(model)))
                .toList();
        return own.isEmpty() ? Optional.empty() : Optional.of(whole(own));
    }
}
