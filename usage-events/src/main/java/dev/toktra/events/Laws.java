package dev.toktra.events;

import org.jspecify.annotations.Nullable;

/** The checks that records make of their own components; a broken law is an {@link IllegalArgumentException}. */
final class Laws {

    private Laws() {}

    static void law(boolean holds, String law) {
        if (!holds) {
            throw new IllegalArgumentException(law);
        }
    }

    static <T> T present(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    /** Whether a text is 16 bytes as lower-case hex; by hand, since every event of a batch is checked. */
    static boolean isHash(String text) {
        if (text.length() != 32) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return true;
    }

    static void notNegative(long value, String name) {
        law(value >= 0, name + " must not be negative");
    }
}
