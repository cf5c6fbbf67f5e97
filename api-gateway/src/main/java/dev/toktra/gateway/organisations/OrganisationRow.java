package dev.toktra.gateway.organisations;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A row of {@code organisation}; what was published of it is the publisher's business and not mapped. */
@Entity
@Table(name = "organisation")
class OrganisationRow {

    @Id
    @Column(name = "org_id")
    UUID orgId;

    String name;

    long version;

    boolean deleted;
}
