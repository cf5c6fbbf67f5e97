package dev.toktra.gateway.startup;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Makes the OpenAPI document say what is sent: names and words as JSON has them, the key, and what refusals look like. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class DocumentFilter implements OASFilter {

    private static final String KEY = "apiKey";
    private static final String PROBLEM = "Problem";
    private static final String PROBLEM_MEDIA_TYPE = "application/problem+json";

    @Override
    public Schema filterSchema(Schema schema) {
        if (schema.getProperties() != null) {
            Map<String, Schema> properties = new LinkedHashMap<>();
            schema.getProperties().forEach((name, property) -> properties.put(snakeCase(name), property));
            schema.setProperties(properties);
        }
        if (schema.getEnumeration() != null) {
            schema.setEnumeration(schema.getEnumeration().stream()
                    .<Object>map(word -> word.toString().toLowerCase(Locale.ROOT))
                    .toList());
        }
        return schema;
    }

    @Override
    public PathItem filterPathItem(PathItem path) {
        path.getOperations().values().forEach(DocumentFilter::refusals);
        return path;
    }

    private static void refusals(Operation operation) {
        operation.setTags(null);
        operation
                .getResponses()
                .addAPIResponse("default", OASFactory.createAPIResponse().ref(PROBLEM));
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Components components = document.getComponents();
        components.addSecurityScheme(
                KEY,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("An API key, tk_live_…"));
        components.addSchema(PROBLEM, problem());
        components.addResponse(
                PROBLEM,
                OASFactory.createAPIResponse()
                        .description("A refusal or failure as RFC 9457 has it")
                        .content(OASFactory.createContent()
                                .addMediaType(
                                        PROBLEM_MEDIA_TYPE,
                                        OASFactory.createMediaType()
                                                .schema(OASFactory.createSchema()
                                                        .ref(PROBLEM)))));
        document.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(KEY));
    }

    private static Schema problem() {
        Schema error = object("pointer", "detail");
        Schema problem = object("type", "title", "detail", "instance", "error")
                .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
                .addProperty(
                        "errors",
                        OASFactory.createSchema().addType(SchemaType.ARRAY).items(error));
        problem.setRequired(List.of("type", "title", "status", "detail", "instance", "error"));
        return problem;
    }

    private static Schema object(String... texts) {
        Schema object = OASFactory.createSchema().addType(SchemaType.OBJECT);
        for (String text : texts) {
            object.addProperty(text, OASFactory.createSchema().addType(SchemaType.STRING));
        }
        return object;
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
