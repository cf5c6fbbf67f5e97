package dev.toktra.reconciliation.usage;

import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.usage.question.Source;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Whose count is asked for, as a query parameter. */
public class SourceParameter {

    @QueryParam("source")
    @Parameter(
            description =
                    "Whose count the totals are: `best` is reconciled where settled, else calibrated; `estimated` is the"
                            + " devices', `calibrated` the devices' corrected, `reconciled` the provider's.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"best", "estimated", "calibrated", "reconciled"},
                            defaultValue = "best"))
    @Nullable
    String source;

    Source source(QueryReader query) {
        return query.read("source", source, QueryReader.wordOf(Source.values()), Source.BEST);
    }
}
