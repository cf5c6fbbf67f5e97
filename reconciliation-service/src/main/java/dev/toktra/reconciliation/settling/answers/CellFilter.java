package dev.toktra.reconciliation.settling.answers;

import dev.toktra.events.DailyUsage;
import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.settling.variance.Cause;
import jakarta.ws.rs.QueryParam;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query of a question about cells. */
public class CellFilter {

    private static final List<String> STATES = List.of("estimated", "provisional", "reconciled", "restated");
    private static final List<String> NOBODY = List.of(DailyUsage.UNKNOWN, DailyUsage.UNATTRIBUTED);
    private static final String OF_CELLS = "does not go with a cause, which is of whole cells";
    private static final int MOST_DAYS = 400;
    private static final int MOST_DAYS_OF_HOURS = 31;

    @QueryParam("start_date")
    @Parameter(
            description = "First UTC day, as providers bill; by default 29 days before the last one.",
            schema = @Schema(type = SchemaType.STRING, format = "date"))
    @Nullable
    String startDate;

    @QueryParam("end_date")
    @Parameter(
            description = "Last UTC day, included; by default today.",
            schema = @Schema(type = SchemaType.STRING, format = "date"))
    @Nullable
    String endDate;

    @QueryParam("provider")
    @Parameter(description = "`openai`, `anthropic`, `azure_openai` or `gcp_vertex`.")
    @Nullable
    String provider;

    @QueryParam("model")
    @Parameter(description = "A model's canonical name, or `unknown` for what devices saw without a name.")
    @Nullable
    String model;

    @QueryParam("state")
    @Parameter(
            description = "Only cells that are so settled.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"estimated", "provisional", "reconciled", "restated"}))
    @Nullable
    String state;

    @QueryParam("group_by")
    @Parameter(
            description =
                    "Any of `day,hour,provider,model,user,department,team`, with commas between; by hours at most 31"
                            + " days. By people or units the items have no causes, which are of whole cells.",
            schema = @Schema(type = SchemaType.STRING, defaultValue = "provider,model,day"))
    @Nullable
    String groupBy;

    @QueryParam("user_id")
    @Parameter(
            description =
                    "Only this person's part of the cells; or `unknown`, `unattributed`. Causes are of whole cells.")
    @Nullable
    String userId;

    @QueryParam("department_id")
    @Parameter(description = "Only the part of people who were in this department, or one below it, on the day.")
    @Nullable
    String departmentId;

    @QueryParam("team_id")
    @Parameter(description = "Only the part of people who were in this team on the day.")
    @Nullable
    String teamId;

    @QueryParam("cursor")
    @Parameter(description = "The `next_cursor` of the page before, with the same question.")
    @Nullable
    String cursor;

    @QueryParam("limit")
    @Parameter(
            description = "Items of a page.",
            schema = @Schema(minimum = "1", maximum = "1000", defaultValue = "25", implementation = Integer.class))
    @Nullable
    String limit;

    /** The question; what is wrong with it is noted in the reader. */
    CellQuestion question(QueryReader query, Clock clock, @Nullable Cause cause) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate end = query.read("end_date", endDate, CellFilter::date, today);
        LocalDate start = query.read("start_date", startDate, CellFilter::date, end.minusDays(29));
        List<Dimension> dimensions = query.read("group_by", groupBy, CellFilter::dimensions, EVERY_DAY);
        int most = dimensions.contains(Dimension.HOUR) ? MOST_DAYS_OF_HOURS : MOST_DAYS;
        long days = ChronoUnit.DAYS.between(start, end) + 1;
        if (days < 1 || days > most) {
            query.refuse("start_date", start.toString(), "must make a range of 1 to " + most + " days");
        }
        return new CellQuestion(
                start,
                end,
                query.read("provider", provider, QueryReader.textTo(100)),
                query.read("model", model, QueryReader.textTo(200)),
                query.read("state", state, CellFilter::state),
                dimensions,
                cause,
                query.read("cursor", cursor, CellFilter::key, ""),
                query.read("limit", limit, QueryReader.numberTo(1000), 25),
                people(query, cause, dimensions.stream().anyMatch(Dimension::isOfPeople)));
    }

    private PeopleQuestion people(QueryReader query, @Nullable Cause cause, boolean ofPeople) {
        if (cause != null) {
            query.refuse("user_id", userId, OF_CELLS);
            query.refuse("department_id", departmentId, OF_CELLS);
            query.refuse("team_id", teamId, OF_CELLS);
            query.refuse("group_by", ofPeople ? groupBy : null, OF_CELLS);
        }
        return new PeopleQuestion(
                query.read("user_id", userId, CellFilter::user),
                query.read("department_id", departmentId, QueryReader::uuid),
                query.read("team_id", teamId, QueryReader::uuid));
    }

    private static String user(String text) {
        return NOBODY.contains(text) ? text : QueryReader.uuid(text).toString();
    }

    private static final List<Dimension> EVERY_DAY = List.of(Dimension.DAY, Dimension.PROVIDER, Dimension.MODEL);

    static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a date such as 2026-03-02", e);
        }
    }

    private static String state(String text) {
        if (!STATES.contains(text)) {
            throw new IllegalArgumentException("must be one of " + String.join(", ", STATES));
        }
        return text;
    }

    private static List<Dimension> dimensions(String text) {
        Set<Dimension> dimensions = EnumSet.noneOf(Dimension.class);
        for (String word : text.split(",", -1)) {
            Dimension dimension = Arrays.stream(Dimension.values())
                    .filter(one -> one.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("must be some of " + Dimension.words()));
            if (!dimensions.add(dimension)) {
                throw new IllegalArgumentException("names " + word + " twice");
            }
        }
        return new ArrayList<>(dimensions);
    }

    private static String key(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not one that an earlier page of this list gave", e);
        }
    }
}
