package dev.toktra.agent.fleet;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.toktra.agent.population.Alias;
import dev.toktra.agent.population.Department;
import dev.toktra.agent.population.Person;
import dev.toktra.agent.population.Population;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The population as the gateway reads it into an empty directory; for the owner's eyes only, since it holds a key. */
public final class BootstrapFile {

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private BootstrapFile() {}

    /** A fresh API key of the form {@code tk_live_…}. */
    public static String newApiKey() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return "tk_live_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** Writes the file with mode 0600, in one piece. */
    public static void write(Population population, String apiKey, Path file) throws IOException {
        Path whole = file.toAbsolutePath();
        Path directory = whole.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Path fresh = whole.resolveSibling(whole.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(fresh, MAPPER.writeValueAsBytes(content(population, apiKey)));
        Files.move(fresh, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Map<String, @Nullable Object> content(Population population, String apiKey) {
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        content.put(
                "organisation",
                object(
                        "org_id", population.organisation().orgId().toString(),
                        "name", population.organisation().name(),
                        "time_zone", population.organisation().zone().getId(),
                        "currency", population.organisation().currency()));
        Person administrator = population.administrator();
        content.put("administrator", object("email", administrator.email(), "name", administrator.name()));
        content.put("api_key", apiKey);
        content.put(
                "departments",
                population.departments().stream().map(BootstrapFile::department).toList());
        content.put(
                "teams",
                population.teams().stream()
                        .map(team -> object(
                                "unit_id", team.unitId().toString(),
                                "name", team.name(),
                                "department_id", team.departmentId().toString()))
                        .toList());
        content.put(
                "people",
                population.people().stream().map(BootstrapFile::person).toList());
        return content;
    }

    private static Map<String, @Nullable Object> department(Department department) {
        return object(
                "unit_id",
                department.unitId().toString(),
                "name",
                department.name(),
                "parent_id",
                department.parentId() == null ? null : department.parentId().toString());
    }

    private static Map<String, @Nullable Object> person(Person person) {
        List<Map<String, @Nullable Object>> aliases =
                person.aliases().stream().map(BootstrapFile::alias).toList();
        return object(
                "user_id", person.userId().toString(),
                "email", person.email(),
                "name", person.name(),
                "role", person.role(),
                "department_id", person.departmentId().toString(),
                "team_id", person.teamId().toString(),
                "joined_on", person.joinedOn().toString(),
                "aliases", aliases,
                "moves", person.moves().stream().map(BootstrapFile::move).toList());
    }

    /** The gateway reads how people were at first; who starts it says the rest over its API. */
    private static Map<String, @Nullable Object> move(Person.Move move) {
        return object(
                "from",
                move.from().toString(),
                "department_id",
                move.departmentId() == null ? null : move.departmentId().toString(),
                "team_id",
                move.teamId() == null ? null : move.teamId().toString());
    }

    private static Map<String, @Nullable Object> alias(Alias alias) {
        return object(
                "kind", alias.kind().wireName(),
                "value", alias.value(),
                "valid_from", alias.validFrom().toString());
    }

    private static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return object;
    }
}
