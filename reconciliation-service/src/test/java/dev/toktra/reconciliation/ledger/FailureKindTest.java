package dev.toktra.reconciliation.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.DateTimeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureKindTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "08006, TRANSIENT",
        "40P01, TRANSIENT",
        "53100, TRANSIENT",
        "57P01, TRANSIENT",
        "58030, TRANSIENT",
        "25006, TRANSIENT",
        "25P03, TRANSIENT",
        "25P04, TRANSIENT",
        "55P03, TRANSIENT",
        ", TRANSIENT",
        "22021, POISON",
        "23514, POISON",
        "54000, POISON",
        "42P01, FATAL",
        "25P02, FATAL",
        "XX000, FATAL",
        "0A000, FATAL"
    })
    void sqlStatesMeanWhatTheLedgerPromises(String state, FailureKind kind) {
        assertThat(FailureKind.of(new SQLException("no", state))).isEqualTo(kind);
    }

    @Test
    void valuesOutsideOfWhatTheDatabaseHoldsArePoison() {
        assertThat(FailureKind.of(new ArithmeticException())).isEqualTo(FailureKind.POISON);
        assertThat(FailureKind.of(new DateTimeException(""))).isEqualTo(FailureKind.POISON);
        assertThat(FailureKind.of(new IllegalStateException())).isEqualTo(FailureKind.FATAL);
    }
}
