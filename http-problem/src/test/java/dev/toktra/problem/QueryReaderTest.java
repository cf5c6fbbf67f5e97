package dev.toktra.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryReaderTest {

    private final QueryReader query = new QueryReader();

    private enum Colour {
        RED,
        DARK_GREEN
    }

    @Test
    void whatIsRightIsRead() {
        UUID id = UUID.fromString("0193a000-0000-7000-8000-00000000000a");

        assertThat(query.read("id", "0193A000-0000-7000-8000-00000000000A", QueryReader::uuid))
                .isEqualTo(id);
        assertThat(query.read("limit", "100", QueryReader.numberTo(100), 25)).isEqualTo(100);
        assertThat(query.read("colour", "dark_green", QueryReader.wordOf(Colour.values())))
                .isEqualTo(Colour.DARK_GREEN);
        assertThat(query.read("name", "x".repeat(200), QueryReader.textTo(200))).hasSize(200);
        query.refuse("cursor", null, "does not go here");
        assertThatCode(query::done).doesNotThrowAnyException();
    }

    @Test
    void whatIsNotThereIsNothingOrTheDefault() {
        assertThat(query.read("id", null, QueryReader::uuid)).isNull();
        assertThat(query.read("limit", null, QueryReader.numberTo(100), 25)).isEqualTo(25);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        query.read("id", "x", QueryReader::uuid);
        assertThat(query.read("limit", "0", QueryReader.numberTo(100), 25)).isEqualTo(25);
        query.refuse("cursor", "c", "does not go here");

        assertThatThrownBy(query::done).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.errors())
                    .containsExactly(
                            FieldError.query("id", "must be a UUID"),
                            FieldError.query("limit", "must be a whole number from 1 to 100"),
                            FieldError.query("cursor", "does not go here"));
        });
    }

    static Stream<Arguments> wrong() {
        Function<String, ?> uuid = QueryReader::uuid;
        return Stream.of(
                Arguments.of("1-1-1-1-1", uuid),
                Arguments.of("0193a000-0000-7000-8000-00000000000g", uuid),
                Arguments.of("0", QueryReader.numberTo(100)),
                Arguments.of("101", QueryReader.numberTo(100)),
                Arguments.of("-1", QueryReader.numberTo(100)),
                Arguments.of("1e1", QueryReader.numberTo(100)),
                Arguments.of("٣", QueryReader.numberTo(100)),
                Arguments.of("99999999999999999999", QueryReader.numberTo(100)),
                Arguments.of("RED", QueryReader.wordOf(Colour.values())),
                Arguments.of("blue", QueryReader.wordOf(Colour.values())),
                Arguments.of("x".repeat(201), QueryReader.textTo(200)),
                Arguments.of("a\u0000b", QueryReader.textTo(200)),
                Arguments.of("a\nb", QueryReader.textTo(200)));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void otherFormsAreRefused(String value, Function<String, ?> form) {
        assertThat(query.<Object>read("p", value, form::apply)).isNull();
        assertThatThrownBy(query::done).isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"red", "dark_green"})
    void wordsThatAreTakenAreNamed(String word) {
        query.read("colour", "blue", QueryReader.wordOf(Colour.values()));

        assertThatThrownBy(query::done)
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.errors().get(0).detail()).contains(word));
    }
}
