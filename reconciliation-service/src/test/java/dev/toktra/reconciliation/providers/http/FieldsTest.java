package dev.toktra.reconciliation.providers.http;

import static dev.toktra.reconciliation.providers.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    @Test
    void missingAndNullAreNullAndNeverZero() {
        Fields row = new Fields(json("{'a': null}"));
        assertThat(row.count("a")).isNull();
        assertThat(row.count("b")).isNull();
        assertThat(row.text("a")).isNull();
        assertThat(row.number("a")).isNull();
        assertThat(row.flag("a")).isNull();
        assertThat(row.instant("a")).isNull();
        assertThat(row.inside("a").count("c")).isNull();
    }

    @Test
    void emptyTextIsNotNull() {
        assertThat(new Fields(json("{'a': ''}")).text("a")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9007199254740993", "'9007199254740993'", "9007199254740993.0", "9.007199254740993E15"})
    void countsAreExactBeyondDoubles(String written) {
        assertThat(new Fields(json("{'a': " + written + "}")).count("a")).isEqualTo(9007199254740993L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "1.5",
                "9223372036854775808",
                "'many'",
                "true",
                "[]",
                "{}",
                "''",
                "1E400",
                "'NaN'",
                "'Infinity'"
            })
    void whatIsNoCountMakesTheRowMalformed(String written) {
        Fields row = new Fields(json("{'a': " + written + "}"));
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> row.count("a"));
    }

    @Test
    void moneyIsTheWrittenNumberFromTextOrNumber() {
        Fields row = new Fields(json("{'a': 0.1000000000000000000001, 'b': '123.78912', 'c': -2.5}"));
        assertThat(row.number("a")).isEqualByComparingTo(new BigDecimal("0.1000000000000000000001"));
        assertThat(row.number("b")).isEqualTo(new BigDecimal("123.78912"));
        assertThat(row.number("c")).isEqualByComparingTo("-2.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'1E999999999'", "1E999999", "'NaN'", "'-Infinity'", "'1,5'", "' '", "true"})
    void whatIsNoNumberMakesTheRowMalformed(String written) {
        Fields row = new Fields(json("{'a': " + written + "}"));
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> row.number("a"));
    }

    @Test
    void textsThatNoTableTakesMakeTheRowMalformed() {
        Fields zero = new Fields(json("{'a': 'x\\u0000'}"));
        Fields longer = new Fields(json("{'a': '" + "x".repeat(1_001) + "'}"));
        Fields number = new Fields(json("{'a': 1}"));
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> zero.text("a"));
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> longer.text("a"));
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> number.text("a"));
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> new Fields(json("[]")));
    }

    @Test
    void momentsHaveAnyOffset() {
        Fields row = new Fields(json("{'a': '2026-11-20T13:00:00+01:00', 'b': 'yesterday'}"));
        assertThat(row.instant("a")).isEqualTo(Instant.parse("2026-11-20T12:00:00Z"));
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> row.instant("b"));
    }
}
