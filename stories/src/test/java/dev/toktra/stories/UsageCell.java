package dev.toktra.stories;

import java.time.LocalDate;

/** What a person used of a model on a day: the finest thing on which a sender's book and the API can be compared. */
record UsageCell(LocalDate day, String userId, String provider, String model) {}
