package dev.toktra.gateway.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {

    private static String cell(Object value) {
        return Csv.of(List.of("h"), List.of(value), item -> Csv.cells(item));
    }

    @Test
    void cellsAreQuotedWhereTheyMust() {
        assertThat(Csv.of(List.of("a", "b"), List.of(1), item -> Csv.cells("x, y", "say \"hi\"")))
                .isEqualTo("a,b\r\n\"x, y\",\"say \"\"hi\"\"\"\r\n");
        assertThat(cell("two\nlines")).isEqualTo("h\r\n\"two\nlines\"\r\n");
    }

    @Test
    void textIsNeverAFormulaAndANumberNeverText() {
        for (String formula : List.of("=1+1", "+1", "-1", "@x", "\t=1")) {
            assertThat(cell(formula)).isEqualTo("h\r\n'" + formula + "\r\n");
        }
        assertThat(cell("\r=1")).isEqualTo("h\r\n\"'\r=1\"\r\n");
        assertThat(cell(-5)).isEqualTo("h\r\n-5\r\n");
    }

    @Test
    void nothingIsAnEmptyCell() {
        assertThat(Csv.of(List.of("a", "b"), List.of(1), item -> Csv.cells(null, "x")))
                .isEqualTo("a,b\r\n,x\r\n");
    }
}
