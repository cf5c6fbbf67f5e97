package dev.toktra.reconciliation.asking.view;

import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.Reach;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and how far they see.
 *
 * @param userId null for programs
 */
public record Viewer(UUID org, Reach reach, @Nullable UUID userId) {

    public static Viewer of(Caller caller) {
        return new Viewer(caller.org(), caller.reach(), caller.userId());
    }

    /** The people that what the viewer may see depends on. */
    public Set<UUID> people(UsageFilter asked) {
        Set<UUID> people = new HashSet<>();
        if (asked.user() != null && asked.user().userId() != null) {
            people.add(asked.user().userId());
        }
        if (userId != null) {
            people.add(userId);
        }
        return people;
    }

    /**
     * What to read.
     *
     * @throws Refusal where what is asked for is not there or not to be seen
     */
    public Restriction select(UsageFilter asked, DateRange range, Scope scope) {
        UUID person = asked.user() == null ? null : asked.user().userId();
        if (person != null && !person.equals(userId) && !scope.knows(person)) {
            throw new Refusal.Missing("person");
        }
        if (asked.departmentId() != null && !scope.units().hasDepartment(asked.departmentId())) {
            throw new Refusal.Missing("department");
        }
        if (asked.teamId() != null && !scope.units().hasTeam(asked.teamId())) {
            throw new Refusal.Missing("team");
        }
        return restrict(asked, range, scope);
    }

    /** What of the asked usage the viewer may see, which is narrowed where they did not ask for less themselves. */
    public Restriction restrict(UsageFilter asked, DateRange range, Scope scope) {
        return switch (reach) {
            case ORGANISATION -> restriction(asked, asked.user(), subtree(asked, scope));
            case DEPARTMENT -> ownDepartment(asked, range, scope);
            case SELF -> oneself(asked, range, scope);
            case NOTHING -> throw new Refusal.Outside("The caller's roles show no usage.");
        };
    }

    private Restriction oneself(UsageFilter asked, DateRange range, Scope scope) {
        UUID self = self();
        if (asked.user() != null && !self.equals(asked.user().userId())) {
            throw new Refusal.Outside("A member sees their own usage only.");
        }
        Set<UUID> departments = subtree(asked, scope);
        if (departments != null && !meet(departments, scope.departmentsOf(self, range))) {
            throw new Refusal.Outside("A member sees their own usage only, and was not in this department.");
        }
        if (asked.teamId() != null && !scope.teamsOf(self, range).contains(asked.teamId())) {
            throw new Refusal.Outside("A member sees their own usage only, and was not in this team.");
        }
        return restriction(asked, UserFilter.of(self), departments);
    }

    private Restriction ownDepartment(UsageFilter asked, DateRange range, Scope scope) {
        UUID department = scope.departmentToday(self())
                .orElseThrow(() -> new Refusal.Outside("A lead sees their own department, and is in none today."));
        Set<UUID> own = scope.units().subtree(department);
        if (asked.departmentId() != null && !own.contains(asked.departmentId())) {
            throw new Refusal.Outside("A lead sees their own department and those below it only.");
        }
        if (asked.teamId() != null && !contains(own, scope.units().departmentOf(asked.teamId()))) {
            throw new Refusal.Outside("A lead sees teams of their own department and those below it only.");
        }
        if (asked.user() != null
                && asked.user().attributed()
                && !meet(own, departmentsOf(asked.user(), range, scope))) {
            throw new Refusal.Outside("A lead sees people of their own department and those below it only.");
        }
        Set<UUID> departments = subtree(asked, scope);
        return restriction(asked, asked.user(), departments == null ? own : departments);
    }

    private UUID self() {
        if (userId == null) {
            throw new Refusal.Outside("Only a person has usage of their own.");
        }
        return userId;
    }

    private static Restriction restriction(
            UsageFilter asked, @Nullable UserFilter user, @Nullable Set<UUID> departments) {
        return new Restriction(user, asked.model(), asked.provider(), departments, asked.teamId());
    }

    private static @Nullable Set<UUID> subtree(UsageFilter asked, Scope scope) {
        return asked.departmentId() == null ? null : scope.units().subtree(asked.departmentId());
    }

    private static Set<UUID> departmentsOf(UserFilter user, DateRange range, Scope scope) {
        return user.userId() == null ? Set.of() : scope.departmentsOf(user.userId(), range);
    }

    private static boolean contains(Set<UUID> own, @Nullable UUID department) {
        return department != null && own.contains(department);
    }

    private static boolean meet(Set<UUID> some, Set<UUID> others) {
        Set<UUID> both = new HashSet<>(some);
        both.retainAll(others);
        return !both.isEmpty();
    }
}
