package dev.toktra.scoring.viewing;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Days as questions write them. */
public final class Days {

    private Days() {}

    /** The form of a day, {@code 2026-03-01}. */
    public static LocalDate day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 2000 && day.getYear() <= 2200) {
                return day;
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw new IllegalArgumentException("must be a date between 2000 and 2200, written 2026-03-01");
    }
}
