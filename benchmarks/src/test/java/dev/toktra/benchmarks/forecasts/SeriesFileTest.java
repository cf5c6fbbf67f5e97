package dev.toktra.benchmarks.forecasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesFileTest {

    @Test
    void aRowIsAnIdAndItsValues() throws BadSeriesException {
        List<Series> all = SeriesFile.parse(List.of("a,1,2.5,3e2", "", "b , 0 ,-4,5"));
        assertThat(all).extracting(Series::id).containsExactly("a", "b");
        assertThat(all.get(0).values()).containsExactly(1, 2.5, 300);
        assertThat(all.get(1).values()).containsExactly(0, -4, 5);
    }

    @Test
    void aHeaderIsLeftOut() throws BadSeriesException {
        assertThat(SeriesFile.parse(List.of("\uFEFFid;day 1;day 2", "\"a\";\"1\";2")))
                .singleElement()
                .satisfies(series -> {
                    assertThat(series.id()).isEqualTo("a");
                    assertThat(series.values()).containsExactly(1, 2);
                });
    }

    @Test
    void emptyCellsAreMissingDaysExceptAtTheEnds() throws BadSeriesException {
        assertThat(SeriesFile.parse(List.of("a,,1,,NA,4,?,")).get(0).values())
                .containsExactly(1, Double.NaN, Double.NaN, 4);
    }

    @Test
    void whatIsNoNumberIsNamedWithItsPlace() {
        assertThatThrownBy(() -> SeriesFile.parse(List.of("a,1", "b,2,two")))
                .hasMessage("line 2, cell 3: \"two\" is no number");
        assertThatThrownBy(() -> SeriesFile.parse(List.of("only")))
                .hasMessageContaining("line 1 has an id and no values");
    }

    @Test
    void aFileThatIsNotThereOrEmptyIsSaidToBe(@TempDir Path folder) throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.csv"), "id,1 January,2 January\n");
        assertThatThrownBy(() -> SeriesFile.read(folder.resolve("none.csv")))
                .hasMessageStartingWith("there is no file");
        assertThatThrownBy(() -> SeriesFile.read(empty)).hasMessageContaining("has no series");
    }
}
