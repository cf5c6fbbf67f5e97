package dev.toktra.devstack.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.toktra.devstack.process.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The first organisation: what a gateway without any reads once. Made at the first start, kept from then on. */
public final class Bootstrap {

    /** How much history the demo has. */
    public static final int DEMO_DAYS = 90;

    private static final String ADMINISTRATOR = "admin@example.org";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode file;

    private Bootstrap(JsonNode file) {
        this.file = file;
    }

    /** The demo's organisation, departments and people: the same that its devices belong to. */
    public static Bootstrap demo(StackSettings settings) {
        Path out = settings.directory().bootstrap();
        if (!Files.exists(out)) {
            List<String> line = new ArrayList<>(Parts.java(Heap.QUIET, Parts.agent(settings.repository())));
            line.addAll(List.of("population", "--out", out.toString()));
            run(line);
        }
        return read(out);
    }

    /** An organisation with an administrator and nobody else. */
    public static Bootstrap empty(StackDirectory directory, String apiKey, LocalDate today) {
        Path out = directory.bootstrap();
        if (!Files.exists(out)) {
            PrivateFile.write(out, JSON.valueToTree(nobodyElse(apiKey, today)).toPrettyString());
        }
        return read(out);
    }

    public String apiKey() {
        return file.path("api_key").asText();
    }

    public ZoneId zone() {
        return ZoneId.of(file.path("organisation").path("time_zone").asText("UTC"));
    }

    public String organisation() {
        return file.path("organisation").path("name").asText();
    }

    /** The id of a department; empty where there is none of this name. */
    public Optional<String> department(String name) {
        return StreamSupport.stream(file.path("departments").spliterator(), false)
                .filter(department -> department.path("name").asText().equals(name))
                .map(department -> department.path("unit_id").asText())
                .findFirst();
    }

    /**
     * A person who belongs elsewhere from a day on.
     *
     * @param teamId null for who has left
     */
    public record Move(String userId, String from, @Nullable String teamId) {}

    /** Who moved or left since they joined, which the gateway does not read from the file. */
    public List<Move> moves() {
        List<Move> moves = new ArrayList<>();
        for (JsonNode person : file.path("people")) {
            for (JsonNode move : person.path("moves")) {
                String team = move.path("team_id").isNull()
                        ? null
                        : move.path("team_id").asText();
                moves.add(new Move(
                        person.path("user_id").asText(), move.path("from").asText(), team));
            }
        }
        return moves;
    }

    private static Map<String, Object> nobodyElse(String apiKey, LocalDate today) {
        Map<String, Object> organisation = Map.of(
                "org_id",
                UUID.randomUUID(),
                "name",
                "My organisation",
                "time_zone",
                ZoneId.systemDefault().getId(),
                "currency",
                "USD");
        return Map.of(
                "organisation", organisation,
                "administrator", Map.of("email", ADMINISTRATOR, "name", "Administrator"),
                "api_key", apiKey,
                "departments", List.of(),
                "teams", List.of(),
                "people", List.of(administrator(today.toString())));
    }

    private static Map<String, Object> administrator(String today) {
        return Map.of(
                "user_id",
                UUID.randomUUID(),
                "email",
                ADMINISTRATOR,
                "name",
                "Administrator",
                "role",
                "admin",
                "joined_on",
                today,
                "aliases",
                List.of(Map.of("kind", "account", "value", ADMINISTRATOR, "valid_from", today)));
    }

    /** A key that nobody can guess. */
    public static String newKey() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return "tk_live_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Bootstrap read(Path file) {
        try {
            return new Bootstrap(JSON.readTree(file.toFile()));
        } catch (IOException e) {
            throw new Refusal(file + " cannot be read: " + e.getMessage());
        }
    }

    private static void run(List<String> line) {
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new Refusal("the demo's people could not be made: " + said.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("interrupted");
        }
    }
}
