package dev.toktra.reconciliation.usage.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.usage.question.Dimension;
import dev.toktra.reconciliation.usage.question.Position;
import dev.toktra.reconciliation.usage.question.Source;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {

    private static String model(@Nullable String model) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("model", model);
        return Csv.line(members);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "gpt-4o;gpt-4o",
                "=1+1;'=1+1",
                "+49;'+49",
                "-1;'-1",
                "@SUM(A1);'@SUM(A1)",
                "a,b;\"a,b\"",
                "say \"hi\";\"say \"\"hi\"\"\"",
                "=a,\"b\";\"'=a,\"\"b\"\"\""
            })
    void textsAreQuotedAndFormulasDisarmed(String value, String cell) {
        assertThat(model(value)).isEqualTo(cell + "\r\n");
    }

    @Test
    void nullIsEmptyAndNumbersAreNumbers() {
        assertThat(model(null)).isEqualTo("\r\n");
        Map<String, @Nullable Object> members = new LinkedHashMap<>(Map.of("total_requests", -5L));
        assertThat(Csv.line(members)).isEqualTo("-5\r\n");
    }

    private static Figures figures() {
        Count estimated = new Count(1L, 9, 6, new Parts(9L, 6L, 2L, 3L, 4L, 5L), null, 15);
        return new Figures(Status.ESTIMATED, estimated, estimated, null, null);
    }

    @Test
    void everyLineHasTheColumnsOfTheHeader() {
        List<Dimension> all = List.of(Dimension.values());
        Map<String, @Nullable String> names = new LinkedHashMap<>();
        all.forEach(dimension -> Names.of(dimension).forEach(name -> names.put(name, name)));
        UsageItem item = new UsageItem(new Position(LocalDate.EPOCH, null, List.of()), "period", names, figures());
        String[] header = Csv.header(all).strip().split(",");
        String[] line = Csv.line(item.members(Source.BEST)).strip().split(",", -1);
        assertThat(line).hasSameSizeAs(header);
        for (int i = 0; i <= Names.of(Dimension.USER).size(); i++) {
            assertThat(line[i]).isEqualTo(header[i]);
        }
        assertThat(line[List.of(header).indexOf("estimated_reasoning")]).isEqualTo("5");
        assertThat(line[List.of(header).indexOf("reconciled_input")]).isEmpty();
        assertThat(line[List.of(header).indexOf("total_input_tokens")]).isEqualTo("9");
    }
}
