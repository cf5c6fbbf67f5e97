package dev.toktra.houserules;

/** An offender for {@link HouseRulesTest}: a row that other packages can see. */
public final class UsageRow {}
