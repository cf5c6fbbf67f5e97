package dev.toktra.reconciliation.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.toktra.reconciliation.providers.Access.AzureAccess;
import dev.toktra.reconciliation.providers.Access.OpenAiAccess;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {

    private static final Secret SECRET = Secret.of(" sk-admin-very-secret\n");

    @Test
    void secretIsNeverPrinted() {
        OpenAiAccess access = new OpenAiAccess(URI.create("https://api.openai.com/v1"), SECRET);
        assertThat(SECRET.reveal()).isEqualTo("sk-admin-very-secret");
        assertThat(access.toString())
                .doesNotContain("very")
                .doesNotContain("cret\n")
                .contains("Secret[…]");
        assertThat(access).isEqualTo(new OpenAiAccess(access.base(), Secret.of("sk-admin-very-secret")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://host/",
                "https://user@host/",
                "https:///path",
                "file:/etc/passwd",
                "https://host/?q=1",
                "https://host/#f",
                "mailto:a@b"
            })
    void addressIsAHostAndAPath(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> new OpenAiAccess(URI.create(address), SECRET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../other", "a/b", "a b", "a?b", "-x"})
    void namesThatBecomePathsArePlain(String name) {
        URI host = URI.create("https://host");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AzureAccess(host, host, "tenant", "client", SECRET, List.of(name)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AzureAccess(host, host, name, "client", SECRET, List.of("sub")));
    }

    @Test
    void whatOneSideDoesNotReportIsNotReportedInTheSum() {
        Counts all = new Counts(10, 5, 4L, 3L, 3L, 2L, 1L);
        assertThat(all.plus(all)).isEqualTo(new Counts(20, 10, 8L, 6L, 6L, 4L, 2L));
        assertThat(all.plus(Counts.of(1, 1, null))).isEqualTo(Counts.of(11, 6, null));
    }

    @Test
    void countsAreExactOrFail() {
        Counts most = Counts.of(Long.MAX_VALUE, 0, null);
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> most.plus(Counts.of(1, 0, null)));
        assertThatIllegalArgumentException().isThrownBy(() -> Counts.of(-1, 0, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Counts(9, 0, null, null, 1L, 2L, null));
    }

    @Test
    void everySourceIsReadByItsProvider() {
        assertThat(Source.of(Provider.OPENAI))
                .containsExactly(Source.OPENAI_COMPLETIONS, Source.OPENAI_EMBEDDINGS, Source.OPENAI_COSTS);
        assertThat(Provider.of("gcp_vertex")).contains(Provider.GCP_VERTEX);
        assertThat(Provider.of("GCP_VERTEX")).isEmpty();
    }
}
