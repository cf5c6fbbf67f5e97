package dev.toktra.agent.population;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person of the directory.
 *
 * @param departmentId where the person was at first
 * @param moves what came after that, in the order of days
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
        List<Alias> aliases,
        List<Move> moves) {

    /**
     * Belonging elsewhere from a day on.
     *
     * @param departmentId null where the person has left
     */
    public record Move(
            LocalDate from,
            @Nullable UUID departmentId,
            @Nullable UUID teamId) {}

    /** The department on a day; null before and after the person is there. */
    public @Nullable UUID departmentOn(LocalDate day) {
        UUID department = day.isBefore(joinedOn) ? null : departmentId;
        for (Move move : moves) {
            department = day.isBefore(move.from()) ? department : move.departmentId();
        }
        return department;
    }
}
