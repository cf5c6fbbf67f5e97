package dev.toktra.gateway.people;

import dev.toktra.events.PersonState;
import dev.toktra.events.PersonState.Alias;
import dev.toktra.events.PersonState.AliasKind;
import dev.toktra.events.PersonState.Eligibility;
import dev.toktra.events.PersonState.Membership;
import dev.toktra.events.PersonState.Role;
import dev.toktra.events.PersonState.Status;
import dev.toktra.gateway.conventions.Csv;
import dev.toktra.gateway.conventions.Inputs;
import dev.toktra.gateway.organisations.Place;
import dev.toktra.gateway.people.PersonHistory.Ending;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** People as they are asked for and shown over HTTP. */
final class PersonMapper {

    private static final int MOST_ALIASES = 100;
    private static final int ALIAS = 200;

    private PersonMapper() {}

    /** A person to add. */
    @Schema(
            name = "NewPerson",
            requiredProperties = {"email", "name"})
    public record NewPersonBody(
            @Nullable String email,
            @Nullable String name,

            @Schema(description = "admin, analyst, lead, member or privacy_officer; member if absent") @Nullable
            String role,

            @Nullable String departmentId,
            @Nullable String teamId,

            @Schema(description = "The first day; today if absent") @Nullable
            String joinedOn,

            @Schema(description = "Whether the person is meant to use AI tools; true if absent") @Nullable
            Boolean aiEligible,

            @Nullable List<AliasBody> aliases) {}

    /** Changes of a person; what is absent stays. */
    @Schema(name = "PersonPatch")
    public record PatchBody(
            @Nullable String email,
            @Nullable String name,
            @Nullable String role,
            @Nullable String status,
            @Nullable MembershipBody membership,
            @Nullable EligibilityBody eligibility,
            @Nullable AliasesBody aliases) {}

    /** Where the person belongs from a day on; absent ids mean nowhere. */
    @Schema(name = "MembershipChange")
    public record MembershipBody(
            @Nullable String departmentId,
            @Nullable String teamId,

            @Schema(description = "The first day; today if absent") @Nullable
            String validFrom) {}

    /** Whether the person is meant to use AI tools from a day on. */
    @Schema(name = "EligibilityChange", requiredProperties = "eligible")
    public record EligibilityBody(
            @Nullable Boolean eligible,

            @Schema(description = "The first day; today if absent") @Nullable
            String validFrom) {}

    /** Aliases that come and go. */
    @Schema(name = "AliasChanges")
    public record AliasesBody(
            @Nullable List<AliasBody> add, @Nullable List<AliasBody> end) {}

    /** An alias; {@code valid_until} is the first day on which it is the person's no more. */
    @Schema(
            name = "AliasChange",
            requiredProperties = {"kind", "value"})
    public record AliasBody(
            @Schema(description = "account, device or provider_user") @Nullable
            String kind,

            @Nullable String value,
            @Nullable String validFrom,
            @Nullable String validUntil) {}

    /** A person as it is shown; department, team and eligibility at the top are today's. */
    @Schema(name = "Person")
    public record ShownPerson(
            UUID userId,
            String email,
            String name,
            Role role,
            Status status,
            @Nullable UUID departmentId,
            @Nullable UUID teamId,
            boolean aiEligible,
            List<Membership> memberships,
            List<Alias> aliases,
            List<Eligibility> eligibility) {

        static ShownPerson of(PersonState person, LocalDate today) {
            Place place = PersonHistory.placeOn(person.memberships(), today);
            return new ShownPerson(
                    person.userId(),
                    person.email(),
                    person.name(),
                    person.role(),
                    person.status(),
                    place.departmentId(),
                    place.teamId(),
                    PersonHistory.eligibleOn(person.eligibility(), today),
                    person.memberships(),
                    person.aliases(),
                    person.eligibility());
        }
    }

    /** A page of people. */
    @Schema(name = "PersonList")
    public record PersonList(
            List<ShownPerson> items, @Nullable String nextCursor, boolean hasMore, long totalCount) {}

    static NewPerson wanted(NewPersonBody body) {
        Inputs inputs = new Inputs();
        NewPerson wanted = new NewPerson(
                inputs.email("/email", body.email()),
                inputs.text("/name", body.name(), Inputs.NAME),
                inputs.word("/role", body.role(), Role.MEMBER),
                new Place(
                        inputs.optionalId("/department_id", body.departmentId()),
                        inputs.optionalId("/team_id", body.teamId())),
                inputs.optionalDay("/joined_on", body.joinedOn()),
                !Boolean.FALSE.equals(body.aiEligible()),
                wanted(list(body.aliases(), "/aliases", inputs), inputs));
        inputs.check();
        return wanted;
    }

    private static List<NewPerson.Wanted> wanted(List<AliasBody> bodies, Inputs inputs) {
        List<NewPerson.Wanted> wanted = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            AliasBody body = bodies.get(i);
            String at = "/aliases/" + i;
            AliasKind kind = kind(body, at, inputs);
            if (body.validUntil() != null) {
                inputs.wrong(at + "/valid_until", "cannot be given for a new person");
            }
            wanted.add(new NewPerson.Wanted(
                    kind, value(body, kind, at, inputs), inputs.optionalDay(at + "/valid_from", body.validFrom())));
        }
        return wanted;
    }

    static PersonChange change(PatchBody body) {
        Inputs inputs = new Inputs();
        AliasesBody aliases = body.aliases() == null ? new AliasesBody(null, null) : body.aliases();
        PersonChange change = new PersonChange(
                body.email() == null ? null : inputs.email("/email", body.email()),
                body.name() == null ? null : inputs.text("/name", body.name(), Inputs.NAME),
                body.role() == null ? null : inputs.word("/role", body.role(), Role.MEMBER),
                body.status() == null ? null : inputs.word("/status", body.status(), Status.ACTIVE),
                move(body.membership(), inputs),
                eligible(body.eligibility(), inputs),
                added(list(aliases.add(), "/aliases/add", inputs), inputs),
                ended(list(aliases.end(), "/aliases/end", inputs), inputs));
        inputs.check();
        return change;
    }

    private static PersonChange.@Nullable Move move(@Nullable MembershipBody body, Inputs inputs) {
        return body == null
                ? null
                : new PersonChange.Move(
                        new Place(
                                inputs.optionalId("/membership/department_id", body.departmentId()),
                                inputs.optionalId("/membership/team_id", body.teamId())),
                        inputs.optionalDay("/membership/valid_from", body.validFrom()));
    }

    private static PersonChange.@Nullable Eligible eligible(@Nullable EligibilityBody body, Inputs inputs) {
        if (body == null) {
            return null;
        }
        if (body.eligible() == null) {
            inputs.wrong("/eligibility/eligible", "is missing");
        }
        return new PersonChange.Eligible(
                Boolean.TRUE.equals(body.eligible()), inputs.optionalDay("/eligibility/valid_from", body.validFrom()));
    }

    private static List<Alias> added(List<AliasBody> bodies, Inputs inputs) {
        List<Alias> added = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            AliasBody body = bodies.get(i);
            String at = "/aliases/add/" + i;
            AliasKind kind = kind(body, at, inputs);
            String value = value(body, kind, at, inputs);
            LocalDate from = inputs.day(at + "/valid_from", body.validFrom());
            LocalDate until = inputs.optionalDay(at + "/valid_until", body.validUntil());
            if (until != null && !until.isAfter(from)) {
                inputs.wrong(at + "/valid_until", "must be after valid_from");
            } else if (!value.isEmpty()) {
                added.add(new Alias(kind, value, from, until));
            }
        }
        return added;
    }

    private static List<Ending> ended(List<AliasBody> bodies, Inputs inputs) {
        List<Ending> ended = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            AliasBody body = bodies.get(i);
            String at = "/aliases/end/" + i;
            AliasKind kind = kind(body, at, inputs);
            if (body.validFrom() != null) {
                inputs.wrong(at + "/valid_from", "cannot be given for an alias that ends");
            }
            ended.add(new Ending(
                    kind, value(body, kind, at, inputs), inputs.day(at + "/valid_until", body.validUntil())));
        }
        return ended;
    }

    private static List<AliasBody> list(@Nullable List<@Nullable AliasBody> bodies, String pointer, Inputs inputs) {
        if (bodies == null) {
            return List.of();
        }
        if (bodies.size() > MOST_ALIASES || bodies.contains(null)) {
            inputs.wrong(pointer, "must be at most " + MOST_ALIASES + " objects");
            return List.of();
        }
        return bodies.stream().map(Objects::requireNonNull).toList();
    }

    private static AliasKind kind(AliasBody body, String at, Inputs inputs) {
        if (body.kind() == null) {
            inputs.wrong(at + "/kind", "is missing");
        }
        return inputs.word(at + "/kind", body.kind(), AliasKind.ACCOUNT);
    }

    private static String value(AliasBody body, AliasKind kind, String at, Inputs inputs) {
        return PersonHistory.normal(kind, inputs.text(at + "/value", body.value(), ALIAS));
    }

    static String table(List<PersonState> people, LocalDate today) {
        return Csv.of(
                List.of(
                        "user_id",
                        "email",
                        "name",
                        "role",
                        "status",
                        "department_id",
                        "team_id",
                        "ai_eligible",
                        "aliases"),
                people,
                person -> {
                    ShownPerson shown = ShownPerson.of(person, today);
                    return Csv.cells(
                            shown.userId(),
                            shown.email(),
                            shown.name(),
                            word(shown.role()),
                            word(shown.status()),
                            shown.departmentId(),
                            shown.teamId(),
                            shown.aiEligible(),
                            shown.aliases().stream()
                                    .map(alias -> word(alias.kind()) + ":" + alias.value())
                                    .collect(Collectors.joining(" ")));
                });
    }

    private static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
