package dev.toktra.agent.population;

import java.math.BigDecimal;

/** What a provider bills for a million tokens of each category, in US dollars; batches cost half. */
public record Price(
        BigDecimal fresh, BigDecimal cacheRead, BigDecimal cacheWrite5m, BigDecimal cacheWrite1h, BigDecimal output) {

    /** Where nothing is billed for writing to a cache but the tokens. */
    static Price of(String fresh, String cacheRead, String output) {
        BigDecimal usual = new BigDecimal(fresh);
        return new Price(usual, new BigDecimal(cacheRead), usual, usual, new BigDecimal(output));
    }

    /** Where writing to a cache costs more: a quarter for five minutes, as much again for an hour. */
    static Price writing(String fresh, String cacheRead, String output) {
        BigDecimal usual = new BigDecimal(fresh);
        return new Price(
                usual,
                new BigDecimal(cacheRead),
                usual.multiply(new BigDecimal("1.25")),
                usual.multiply(BigDecimal.valueOf(2)),
                new BigDecimal(output));
    }
}
