package dev.toktra.agent.fleet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.toktra.agent.population.Billed;
import dev.toktra.agent.population.ProviderFigure;
import dev.toktra.agent.population.ProviderHour;
import dev.toktra.agent.population.ProviderNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A book as the provider simulator takes it; what is nothing is left out. */
final class ProviderBookJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    /** Azure's names have a subscription and a group around them. */
    private static final String SUBSCRIPTION = "halden-production";

    private final JsonGenerator json;

    private ProviderBookJson(JsonGenerator json) {
        this.json = json;
    }

    private interface Content {
        void write(ProviderBookJson book) throws IOException;
    }

    static byte[] names(ProviderNames names) {
        return bytes(book -> book.write(names));
    }

    static byte[] hours(List<ProviderHour> hours) {
        return bytes(book -> book.write(hours));
    }

    private static byte[] bytes(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            content.write(new ProviderBookJson(json));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void write(ProviderNames names) throws IOException {
        json.writeArrayFieldStart("users");
        for (ProviderNames.User user : names.users()) {
            texts("provider", user.provider(), "id", user.id(), "email", user.email());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("keys");
        for (ProviderNames.Key key : names.keys()) {
            json.writeStartObject();
            fields("provider", key.provider(), "id", key.id(), "name", key.name(), "user", key.user());
            fields("service_account", key.program(), "project", key.project());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("projects");
        for (ProviderNames.Project project : names.projects()) {
            texts(
                    "provider",
                    project.provider(),
                    "id",
                    project.id(),
                    "name",
                    project.name(),
                    "location",
                    "europe-west3");
        }
        json.writeEndArray();
        writeAzure(names);
        writePrices(names);
    }

    private void writePrices(ProviderNames names) throws IOException {
        json.writeArrayFieldStart("prices");
        for (ProviderNames.Tag tag : names.tags()) {
            json.writeStartObject();
            fields("provider", tag.provider(), "model", tag.model());
            json.writeNumberField("fresh", tag.price().fresh());
            json.writeNumberField("cache_read", tag.price().cacheRead());
            json.writeNumberField("cache_write_5m", tag.price().cacheWrite5m());
            json.writeNumberField("cache_write_1h", tag.price().cacheWrite1h());
            json.writeNumberField("output", tag.price().output());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeAzure(ProviderNames names) throws IOException {
        json.writeArrayFieldStart("accounts");
        for (ProviderNames.Account account : names.accounts()) {
            json.writeStartObject();
            fields("subscription", SUBSCRIPTION, "resource_group", "ai", "name", account.name());
            fields("region", account.region(), "kind", "OpenAI");
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("deployments");
        for (ProviderNames.Deployment one : names.deployments()) {
            json.writeStartObject();
            fields("account", one.account(), "name", one.name(), "format", "OpenAI");
            fields("model", one.model(), "version", one.version());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void write(List<ProviderHour> hours) throws IOException {
        json.writeArrayFieldStart("hours");
        for (ProviderHour hour : hours) {
            json.writeStartObject();
            fields("provider", hour.provider(), "hour", hour.hour().toString());
            writeFigures(hour.figures());
            json.writeArrayFieldStart("later");
            for (ProviderHour.Edition edition : hour.later()) {
                json.writeStartObject();
                fields("from", edition.from().toString());
                writeFigures(edition.figures());
                json.writeEndObject();
            }
            json.writeEndArray();
            writeCauses(hour.causes());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeFigures(List<ProviderFigure> figures) throws IOException {
        json.writeArrayFieldStart("figures");
        for (ProviderFigure figure : figures) {
            ProviderFigure.Payer payer = figure.payer();
            Billed billed = figure.billed();
            json.writeStartObject();
            fields("user", payer.user(), "key", payer.key(), "project", payer.project(), "model", payer.model());
            fields("deployment", payer.deployment());
            if (payer.batch()) {
                json.writeBooleanField("batch", true);
            }
            number("fresh", billed.fresh());
            number("cache_read", billed.cacheRead());
            number("cache_write_5m", billed.cacheWrite5m());
            number("cache_write_1h", billed.cacheWrite1h());
            number("output", billed.output());
            number("requests", billed.requests());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeCauses(List<ProviderHour.Cause> causes) throws IOException {
        json.writeArrayFieldStart("causes");
        for (ProviderHour.Cause cause : causes) {
            json.writeStartObject();
            fields("cause", cause.cause(), "model", cause.model());
            number("input", cause.input());
            number("output", cause.output());
            number("requests", cause.requests());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void texts(@Nullable String... namesAndValues) throws IOException {
        json.writeStartObject();
        fields(namesAndValues);
        json.writeEndObject();
    }

    private void fields(@Nullable String... namesAndValues) throws IOException {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String value = namesAndValues[i + 1];
            if (value != null) {
                json.writeStringField(String.valueOf(namesAndValues[i]), value);
            }
        }
    }

    private void number(String name, long value) throws IOException {
        if (value != 0) {
            json.writeNumberField(name, value);
        }
    }
}
