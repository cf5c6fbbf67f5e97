package dev.toktra.gateway.people;

import dev.toktra.events.PersonState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Locale;
import java.util.UUID;

/** A row of {@code person}; what was published of it is the publisher's business and not mapped. */
@Entity
@Table(name = "person")
class PersonRow {

    @Id
    @Column(name = "user_id")
    UUID userId;

    @Column(name = "org_id", updatable = false)
    UUID orgId;

    String email;

    String name;

    String role;

    String status;

    long version;

    boolean deleted;

    /** Takes over what is not dated. */
    void take(PersonState person) {
        email = person.email();
        name = person.name();
        role = person.role().name().toLowerCase(Locale.ROOT);
        status = person.status().name().toLowerCase(Locale.ROOT);
    }
}
