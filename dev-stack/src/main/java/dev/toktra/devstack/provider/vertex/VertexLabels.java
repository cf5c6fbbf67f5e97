package dev.toktra.devstack.provider.vertex;

import dev.toktra.devstack.provider.book.Figure;
import dev.toktra.devstack.provider.names.Names;
import dev.toktra.devstack.provider.names.Project;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The labels of a series; {@code metric:} and {@code resource:} say whose they are. */
final class VertexLabels {

    static final String TYPE = "metric:type";
    static final List<String> OF_TOKENS = List.of(
            TYPE,
            "metric:request_type",
            "metric:shared_request_type",
            "resource:model_user_id",
            "resource:model_version_id",
            "resource:publisher",
            "resource:location",
            "resource:resource_container",
            "resource:project_id");
    static final List<String> OF_INVOCATIONS = List.of(
            "metric:request_type",
            "metric:shared_request_type",
            "metric:response_code",
            "resource:model_user_id",
            "resource:model_version_id",
            "resource:publisher",
            "resource:location",
            "resource:resource_container",
            "resource:project_id");

    private final Names names;

    VertexLabels(Names names) {
        this.names = names;
    }

    /** The value of any label but the type; nothing where it does not apply. */
    @Nullable
    String value(String label, Figure figure) {
        String tier = Optional.ofNullable(figure.tier()).orElse("standard");
        boolean dedicated = tier.equals("dedicated");
        return switch (label) {
            case "metric:request_type" -> dedicated ? "dedicated" : "shared";
            case "metric:shared_request_type" -> dedicated ? null : tier;
            case "metric:response_code" -> "200";
            case "resource:model_user_id" -> figure.model();
            case "resource:publisher" -> publisher(figure.model());
            case "resource:location" -> location(figure);
            case "resource:resource_container", "resource:project_id" -> figure.project();
            default -> "";
        };
    }

    private String location(Figure figure) {
        return names.project(figure.provider(), String.valueOf(figure.project()))
                .map(Project::location)
                .orElse("global");
    }

    private static String publisher(String model) {
        if (model.startsWith("publishers/")) {
            return model.replaceFirst("^publishers/([^/]*).*$", "$1");
        }
        return model.startsWith("claude") ? "anthropic" : "google";
    }

    /** The internal name of what a caller writes, such as {@code resource.label.location}; nothing if it is no label. */
    static Optional<String> read(String written) {
        String label = written.replaceFirst("^(metric|resource)\\.labels?\\.", "$1:");
        return OF_TOKENS.contains(label) || OF_INVOCATIONS.contains(label) ? Optional.of(label) : Optional.empty();
    }
}
