package dev.toktra.gateway.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.events.PersonState;
import dev.toktra.events.PersonState.Alias;
import dev.toktra.events.PersonState.AliasKind;
import dev.toktra.events.PersonState.Membership;
import dev.toktra.events.PersonState.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BootstrapMapperTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @TempDir
    Path directory;

    private static String sample() throws IOException {
        try (var file = Objects.requireNonNull(BootstrapMapperTest.class.getResourceAsStream("/bootstrap.json"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Bootstrap read(String text) throws IOException {
        return BootstrapMapper.read(Files.writeString(directory.resolve("bootstrap.json"), text));
    }

    @Test
    void fileBecomesTheFirstPeople() throws IOException {
        List<PersonState> people = FirstPeople.of(read(sample()), TODAY);

        PersonState ada = people.get(0);
        assertThat(people)
                .extracting(PersonState::email)
                .containsExactly("ada@acme.example", "bob@acme.example", "root@acme.example");
        assertThat(ada.memberships())
                .containsExactly(new Membership(
                        UUID.fromString("0193a000-0000-7000-8000-0000000000d2"),
                        UUID.fromString("0193a000-0000-7000-8000-0000000000e1"),
                        LocalDate.of(2026, 1, 1),
                        null));
        assertThat(ada.aliases())
                .containsExactly(new Alias(AliasKind.ACCOUNT, "ada@acme.example", LocalDate.of(2026, 1, 1), null));
        assertThat(people.get(2).role()).isEqualTo(Role.ADMIN);
    }

    @Test
    void administratorWhoIsOneOfThePeopleIsNotThereTwice() throws IOException {
        List<PersonState> people =
                FirstPeople.of(read(sample().replace("root@acme.example", "BOB@acme.example")), TODAY);

        assertThat(people).hasSize(2);
        assertThat(people.get(1).role()).isEqualTo(Role.ADMIN);
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Europe/Berlin | Mars/Base | organisation time_zone must be an IANA name",
                "\"EUR\" | \"euro\" | organisation currency must be an ISO 4217 code",
                "\"name\": \"Acme\", | | organisation name is missing",
                "\"api_key\" | \"apikey\" | api_key is missing",
                "tk_live_first | sk_live_first | api_key must be tk_live_",
                "0000000000d1\", \"name\": \"Eng | 0000000000d2\", \"name\": \"Eng | departments[1].unit_id is there twice",
                "\"parent_id\": null | \"parent_id\": \"0193a000-0000-7000-8000-0000000000d2\" | parent_id makes a loop",
                "\"parent_id\": null | \"parent_id\": \"0193a000-0000-7000-8000-0000000000ff\" | parent_id names no department",
                "\"team_id\": \"0193a000-0000-7000-8000-0000000000e1\" | \"team_id\": \"0193a000-0000-7000-8000-0000000000ff\" | people[0].team_id names no team",
                "\"role\": \"lead\" | \"role\": \"god\" | people[0].role is not what is expected",
                "bob@acme.example | ADA@acme.example | people[1].email is there twice",
                "bob@acme.example | bob | people[1] email must be an e-mail address",
                "\"joined_on\": \"2026-02-01\" | \"joined_on\": \"soon\" | people[1].joined_on is not what is expected",
                "\"aliases\": [] | \"aliases\": [{\"kind\": \"account\", \"value\": \"ADA@acme.example\", \"valid_from\": \"2026-05-01\"}] | people[1].aliases[0].is there twice",
                "\"departments\": [ | \"departments\": ( | line 10",
            })
    void faultIsNamedWithItsPlace(String right, String wrong, String sentence) throws IOException {
        String text = sample().replace(right, wrong == null ? "" : wrong);

        assertThat(text).isNotEqualTo(sample());
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("toktra.bootstrap-file: " + directory.resolve("bootstrap.json"))
                .hasMessageContaining(sentence)
                .hasMessageNotContaining("tk_live_firstfirst");
    }

    @Test
    void missingFileIsNamed() {
        assertThatThrownBy(() -> BootstrapMapper.read(directory.resolve("none.json")))
                .hasMessageContaining("none.json: it cannot be read");
    }
}
