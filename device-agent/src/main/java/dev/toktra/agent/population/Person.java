package dev.toktra.agent.population;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A person of the directory.
 *
 * @param role {@code admin}, {@code analyst}, {@code lead}, {@code member} or {@code privacy_officer}
 */
public record Person(
        UUID userId,
        String email,
        String name,
        String role,
        UUID departmentId,
        UUID teamId,
        LocalDate joinedOn,
        List<Alias> aliases) {}
