package dev.toktra.gateway.organisations;

import dev.toktra.callerscope.Caller;
import dev.toktra.events.OrganisationState;
import dev.toktra.events.OrganisationState.DatedZone;
import dev.toktra.events.OrganisationState.Privacy;
import dev.toktra.gateway.conventions.Inputs;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The caller's organisation. */
@Path("/v1/organisation")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class OrganisationResource {

    private final Caller caller;
    private final OrganisationStore organisations;
    private final Clock clock;

    OrganisationResource(Caller caller, OrganisationStore organisations, Clock clock) {
        this.caller = caller;
        this.organisations = organisations;
        this.clock = clock;
    }

    /** An organisation as it is shown. */
    @Schema(name = "Organisation")
    public record ShownOrganisation(
            UUID orgId,
            String name,

            @Schema(description = "The zone that decides the days of now")
            String timeZone,

            @Schema(description = "A zone that has been set and has not begun") @Nullable
            NextZone nextTimeZone,

            String currency,
            Privacy privacy,
            int rawRetentionDays) {

        static ShownOrganisation of(OrganisationState organisation, LocalDate today) {
            Optional<DatedZone> next = organisation.zones().stream()
                    .filter(dated -> dated.from().isAfter(today))
                    .findFirst();
            return new ShownOrganisation(
                    organisation.orgId(),
                    organisation.name(),
                    organisation.zoneOn(today).getId(),
                    next.map(dated -> new NextZone(dated.zone().getId(), dated.from()))
                            .orElse(null),
                    organisation.currency(),
                    organisation.privacy(),
                    organisation.rawRetentionDays());
        }
    }

    /** A zone and its first local day. */
    @Schema(name = "NextTimeZone")
    public record NextZone(String timeZone, LocalDate validFrom) {}

    /** Changes of an organisation; what is absent stays. */
    @Schema(name = "OrganisationPatch")
    public record PatchBody(
            @Nullable String name,

            @Schema(description = "An IANA name such as Europe/Berlin; holds from the next local day on") @Nullable
            String timeZone) {}

    @GET
    @Operation(operationId = "getOrganisation", summary = "The organisation's settings")
    public Uni<ShownOrganisation> get() {
        return organisations.get(caller.org()).map(this::shown);
    }

    @PATCH
    @Operation(operationId = "changeOrganisation", summary = "Changes the organisation's name or time zone")
    public Uni<ShownOrganisation> change(PatchBody body) {
        Inputs inputs = new Inputs();
        OrganisationChange change = new OrganisationChange(
                body.name() == null ? null : inputs.text("/name", body.name(), Inputs.NAME),
                body.timeZone() == null ? null : zone(body.timeZone(), inputs));
        inputs.check();
        return organisations.change(caller.org(), change).map(this::shown);
    }

    private static @Nullable ZoneId zone(String name, Inputs inputs) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            inputs.wrong("/time_zone", "must be an IANA time zone such as Europe/Berlin");
            return null;
        }
        return ZoneId.of(name);
    }

    private ShownOrganisation shown(OrganisationState organisation) {
        return ShownOrganisation.of(organisation, organisation.dayOf(clock.instant()));
    }
}
