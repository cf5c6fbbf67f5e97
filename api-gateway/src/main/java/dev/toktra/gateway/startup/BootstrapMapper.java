package dev.toktra.gateway.startup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import dev.toktra.events.EventJson;
import dev.toktra.gateway.access.KeySecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The bootstrap file; what is wrong with it is said with where, and without its secrets. */
final class BootstrapMapper {

    private BootstrapMapper() {}

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException with a sentence saying what is wrong, and where
     */
    static Bootstrap read(Path file) {
        try {
            Bootstrap bootstrap = EventJson.read(Files.readAllBytes(file), Bootstrap.class);
            bootstrap.check();
            if (KeySecret.of(bootstrap.apiKey()).isEmpty()) {
                throw new IllegalArgumentException("api_key must be tk_live_ and 22 to 200 letters, digits, _ or -");
            }
            return bootstrap;
        } catch (IOException e) {
            throw refused(file, "it cannot be read", e);
        } catch (EventJson.UnreadableRecord e) {
            throw refused(file, sentence(e.getCause()), e);
        } catch (IllegalArgumentException e) {
            throw refused(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static String sentence(@Nullable Throwable fault) {
        if (fault instanceof JsonMappingException mapping) {
            String law = mapping.getCause() instanceof IllegalArgumentException broken
                    ? String.valueOf(broken.getMessage())
                    : "is not what is expected";
            return where(mapping) + law;
        }
        if (fault instanceof JsonProcessingException json && json.getLocation() != null) {
            return "line " + json.getLocation().getLineNr() + ", column "
                    + json.getLocation().getColumnNr() + " is not JSON";
        }
        return "it is not JSON";
    }

    private static String where(JsonMappingException fault) {
        String path = fault.getPath().stream().map(BootstrapMapper::step).collect(Collectors.joining());
        return path.isEmpty() ? "" : path.substring(1) + " ";
    }

    private static String step(Reference reference) {
        return reference.getFieldName() == null ? "[" + reference.getIndex() + "]" : "." + reference.getFieldName();
    }

    private static IllegalArgumentException refused(Path file, String what, Exception cause) {
        return new IllegalArgumentException("toktra.bootstrap-file: " + file + ": " + what + ".", cause);
    }
}
